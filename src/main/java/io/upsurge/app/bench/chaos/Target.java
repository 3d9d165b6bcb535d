package io.upsurge.app.bench.chaos;

import java.util.List;
import java.util.stream.IntStream;

/** To whom a fault is done. What is done to the same one is done one after another. */
enum Target {
    NOBODY,
    /** One instance. */
    ONE,
    /** All instances at once. */
    ALL,
    /** All instances but one. */
    ALL_BUT_ONE,
    BROKER,
    REGISTRY,
    WEBHOOK;

    /** Whether it is done to several instances at a time. */
    boolean ofSeveral() {
        return this == ALL || this == ALL_BUT_ONE;
    }

    /**
     * Numbers of the instances it is done to.
     *
     * @param instance the one it is about, if it is about one
     * @param count how many there are
     */
    List<Integer> instances(int instance, int count) {
        return switch (this) {
            case ONE -> List.of(instance);
            case ALL -> IntStream.range(0, count).boxed().toList();
            case ALL_BUT_ONE ->
                IntStream.range(0, count).filter(i -> i != instance).boxed().toList();
            case NOBODY, BROKER, REGISTRY, WEBHOOK -> List.of();
        };
    }
}
