package io.upsurge.format.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.format.FormatException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnappyBlockTest {

    @Test
    void shouldGiveBackWhatWasCompressed() throws FormatException {
        byte[] random = new byte[100_000];
        new Random(1).nextBytes(random);
        for (byte[] plain : new byte[][] {{}, {1}, random, new byte[1_000_000]}) {
            byte[] block = WriteRequests.snappy(plain);
            assertThat(SnappyBlock.declaredLength(block)).isEqualTo(plain.length);
            assertThat(SnappyBlock.decompress(block)).isEqualTo(plain);
        }
    }

    @Test
    void shouldRefuseABlockThatDeclaresMoreThanItCanHold() {
        byte[] bomb = HexFormat.of().parseHex("ffffffff0f0001");
        assertThatThrownBy(() -> SnappyBlock.decompress(bomb))
                .isInstanceOf(FormatException.class)
                .hasMessage("corrupt snappy block: its 7 bytes cannot hold the 4294967295 it declares");
    }

    @Test
    void shouldTellTheDeclaredLengthOfABombWithoutOpeningIt() throws FormatException {
        assertThat(SnappyBlock.declaredLength(HexFormat.of().parseHex("ffffffff0f00")))
                .isEqualTo(4_294_967_295L);
    }

    @Test
    void shouldRefuseALengthThatIsNone() {
        for (String hex : new String[] {"", "ff", "ffffffffff", "ffffffff7f"}) {
            assertThatThrownBy(() -> SnappyBlock.decompress(HexFormat.of().parseHex(hex)))
                    .isInstanceOf(FormatException.class);
        }
    }

    @Test
    void shouldRefuseABlockThatBreaksOffOrIsDamaged() {
        byte[] block = WriteRequests.snappy(new byte[10_000]);
        for (int length = 1; length < block.length; length++) {
            byte[] part = Arrays.copyOf(block, length);
            assertThatThrownBy(() -> SnappyBlock.decompress(part)).isInstanceOf(FormatException.class);
        }
    }

    @Test
    void shouldRefuseTheFramedFormat() {
        byte[] framed = HexFormat.of().parseHex("ff060000734e61507059");
        assertThatThrownBy(() -> SnappyBlock.decompress(framed)).isInstanceOf(FormatException.class);
    }
}
