package io.upsurge.replay.sort;

import java.util.List;

/**
 * How things are written to a file and read again.
 *
 * @param <T> the things
 */
public interface Form<T> {

    /** About how many bytes of memory a thing takes. */
    long weight(T thing);

    /** Writes things; what repeats among them need be written once only. */
    byte[] pack(List<T> things);

    /** Reads what {@link #pack} wrote, in its order. */
    List<T> unpack(byte[] frame);
}
