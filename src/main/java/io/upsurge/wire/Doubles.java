package io.upsurge.wire;

import java.util.OptionalDouble;

/** Optional numbers, which are nullable in Avro's classes. */
final class Doubles {
    private Doubles() {}

    static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    static OptionalDouble orEmpty(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
