package io.upsurge.format.remotewrite;

import io.upsurge.format.FormatException;
import java.util.Arrays;

/** The table of symbols of a request, as places in its bytes. */
final class Symbols {
    private final byte[] bytes;
    private final int max;
    private int[] starts = new int[256];
    private int[] lengths = new int[256];
    private int[] hashes = new int[0];
    private int count;

    Symbols(byte[] bytes, int max) {
        this.bytes = bytes;
        this.max = max;
    }

    void add(int start, int length) throws FormatException {
        if (count == max) {
            throw new FormatException("more than " + max + " symbols");
        }
        if (count == 0 && length != 0) {
            throw new FormatException("the first symbol is not empty");
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        starts[count] = start;
        lengths[count] = length;
        count++;
    }

    /** Hashes all of them, once they are there. */
    void complete() {
        hashes = new int[count];
        Arrays.setAll(hashes, i -> ByteRanges.hash(bytes, starts[i], lengths[i]));
    }

    /** Whether there is a symbol under a reference. */
    boolean has(int reference) {
        return reference >= 0 && reference < count;
    }

    int count() {
        return count;
    }

    int start(int reference) {
        return starts[reference];
    }

    int length(int reference) {
        return lengths[reference];
    }

    int hash(int reference) {
        return hashes[reference];
    }
}
