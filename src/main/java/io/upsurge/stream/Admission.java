package io.upsurge.stream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.utils.Utils;

/**
 * Says of a record of an input whether it can be used, and why not.
 *
 * @param <T> what the topic carries
 */
final class Admission<T> {
    private final Input<T> input;
    private final int partitions;

    /**
     * How to look at an input.
     *
     * @param keyOf the key a value belongs under
     * @param placedByKey whether the key decides the partition; heartbeats go to all
     * @param timeOf the instant a value speaks of, milliseconds since 1970-01-01T00:00Z
     * @param <T> what the topic carries
     */
    record Input<T>(Function<T, String> keyOf, Predicate<T> placedByKey, ToLongFunction<T> timeOf) {}

    /** Why a record is refused. */
    record Refusal(RefusalCause cause, String message, String exceptionClass) {}

    Admission(Input<T> input, int partitions) {
        this.input = input;
        this.partitions = partitions;
    }

    /**
     * Looks at a record.
     *
     * @param key its key
     * @param inbound its value
     * @param partition its partition; empty where unknown
     * @param timestampMs its time by {@link EventTime}
     * @return why it is refused; empty if it can be used
     */
    Optional<Refusal> check(byte[] key, Inbound<T> inbound, OptionalInt partition, long timestampMs) {
        if (inbound.failure() != null) {
            return refusal(
                    RefusalCause.UNDECODABLE,
                    inbound.failure().getMessage(),
                    inbound.failure().getClass());
        }
        T value = inbound.value();
        byte[] wanted = input.keyOf().apply(value).getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(wanted, key)) {
            return refusal(
                    RefusalCause.WRONG_KEY,
                    "the key should be '" + input.keyOf().apply(value) + "'");
        }
        if (input.placedByKey().test(value)) {
            int right = Utils.toPositive(Utils.murmur2(wanted)) % partitions;
            int actual = partition.orElse(right);
            if (right != actual) {
                return refusal(
                        RefusalCause.MISPLACED,
                        "the key belongs in partition " + right + " of " + partitions
                                + " by Kafka's murmur2 hash, not in " + actual
                                + ": the producer uses another partitioner");
            }
        }
        long timeMs = input.timeOf().applyAsLong(value);
        if (timeMs < EventTime.EARLIEST_MS) {
            return refusal(RefusalCause.TOO_OLD, "dated " + timeMs + " ms, before 2000: are these seconds?");
        }
        if (timeMs != timestampMs) {
            return refusal(
                    RefusalCause.FUTURE,
                    "dated " + Instant.ofEpochMilli(timeMs) + ", more than the tolerance ahead of the broker's "
                            + Instant.ofEpochMilli(timestampMs));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refusal(RefusalCause cause, String message) {
        return refusal(cause, message, IllegalArgumentException.class);
    }

    private static Optional<Refusal> refusal(RefusalCause cause, String message, Class<?> exceptionClass) {
        return Optional.of(new Refusal(cause, String.valueOf(message), exceptionClass.getName()));
    }
}
