package io.upsurge.format;

/** Prometheus' mark that a series has ended: one certain NaN, told from others by its bits alone. */
public final class StaleMarker {
    /** The bits of the marker; see {@code model/value/value.go} in Prometheus. */
    public static final long BITS = 0x7ff0000000000002L;

    private StaleMarker() {}

    /**
     * Whether these are the bits of the marker. Ask for the bits as they came from the wire: arithmetic, casts and texts
     * change them.
     */
    public static boolean is(long bits) {
        return bits == BITS;
    }
}
