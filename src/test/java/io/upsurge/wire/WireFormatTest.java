package io.upsurge.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.upsurge.wire.WireException.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {

    @Test
    void shouldWriteTheIdBigEndianAfterTheMagicByte() {
        assertThat(WireFormat.header(0x01020384)).containsExactly(0, 1, 2, 3, 0x84);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 65_536, Integer.MAX_VALUE, -1})
    void shouldReadBackAnyId(int id) {
        assertThat(WireFormat.schemaId(WireFormat.header(id))).isEqualTo(id);
    }

    @Test
    void shouldSayThatAValueIsEmpty() {
        assertThat(problem(new byte[0])).hasMessageContaining("empty").returns(Problem.EMPTY, WireException::problem);
    }

    @Test
    void shouldSayThatTheMagicByteIsWrong() {
        assertThat(problem("{\"json\":1}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("0x7b")
                .returns(Problem.WRONG_MAGIC, WireException::problem);
    }

    @Test
    void shouldSayThatTheHeaderIsCutOff() {
        assertThat(problem(new byte[] {0, 0, 0, 1}))
                .hasMessageContaining("4 bytes of 5")
                .returns(Problem.TRUNCATED, WireException::problem);
    }

    private static WireException problem(byte[] value) {
        return catchThrowableOfType(WireException.class, () -> WireFormat.schemaId(value));
    }
}
