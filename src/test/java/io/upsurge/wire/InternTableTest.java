package io.upsurge.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class InternTableTest {
    private final InternTable<String> table = new InternTable<>();

    @Test
    void shouldFindAValueByEqualBytesAnywhere() {
        table.put(new byte[] {9, 1, 2, 3}, 1, 4, "value");

        assertThat(table.get(new byte[] {1, 2, 3, 9, 9}, 0, 3)).isEqualTo("value");
        assertThat(table.get(new byte[] {1, 2, 3, 9, 9}, 0, 4)).isNull();
    }

    @Test
    void shouldKeepItsOwnCopyOfTheBytes() {
        byte[] bytes = {1, 2, 3};
        table.put(bytes, 0, 3, "value");
        bytes[0] = 7;

        assertThat(table.get(new byte[] {1, 2, 3}, 0, 3)).isEqualTo("value");
    }

    @Test
    void shouldNeverHoldMoreEntriesThanItsBound() {
        for (int i = 0; i <= InternTable.MAX_ENTRIES; i++) {
            table.put(ByteBuffer.allocate(4).putInt(i).array(), 0, 4, "value");
            assertThat(table.size()).isLessThanOrEqualTo(InternTable.MAX_ENTRIES);
        }

        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void shouldNeverHoldMoreBytesThanItsBound() {
        byte[] large = new byte[InternTable.MAX_KEY_BYTES / 4];
        for (int i = 0; i < 9; i++) {
            large[0] = (byte) i;
            table.put(large, 0, large.length, "value");
            assertThat(table.size()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void shouldNotKeepAKeyThatIsTooLarge() {
        byte[] huge = new byte[InternTable.MAX_KEY_BYTES + 1];

        assertThat(table.put(huge, 0, huge.length, "value")).isEqualTo("value");
        assertThat(table.size()).isZero();
    }
}
