package io.upsurge.stream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * First step of both inputs: refuses what cannot be used, with the cause in headers, and counts it.
 *
 * <ul>
 *   <li>Key: bytes as they came.
 *   <li>Clock: only compares the record's instant with the broker's.
 *   <li>Late rule: none.
 *   <li>Restart: no state.
 * </ul>
 *
 * @param <T> what the topic carries
 */
final class Guard<T> implements Processor<byte[], Inbound<T>, byte[], Guarded> {
    private static final String PREFIX = "__streams.errors.";

    private final Input<T> input;
    private final int partitions;
    private ProcessorContext<byte[], Guarded> context;
    private Meter meter;

    /**
     * How to look at an input.
     *
     * @param keyOf the key a value belongs under
     * @param placedByKey whether the key decides the partition; heartbeats go to all
     * @param timeOf the instant a value speaks of
     * @param accept how it goes on
     * @param <T> what the topic carries
     */
    record Input<T>(
            Function<T, String> keyOf,
            Function<T, Boolean> placedByKey,
            ToLongFunction<T> timeOf,
            Function<T, Guarded> accept) {}

    private record Refusal(RefusalCause cause, String message, String exceptionClass) {}

    Guard(Input<T> input, int partitions) {
        this.input = input;
        this.partitions = partitions;
    }

    @Override
    public void init(ProcessorContext<byte[], Guarded> processorContext) {
        context = processorContext;
        meter = new Meter(processorContext.metrics(), processorContext.taskId().toString());
    }

    @Override
    public void process(Record<byte[], Inbound<T>> record) {
        Optional<Refusal> refusal = check(record);
        if (refusal.isPresent()) {
            meter.refused(refusal.get().cause());
            context.forward(record.withValue(
                            (Guarded) new Guarded.Refused(record.value().raw()))
                    .withHeaders(headers(record, refusal.get())));
        } else {
            context.forward(record.withValue(input.accept().apply(record.value().value())));
        }
    }

    private Optional<Refusal> check(Record<byte[], Inbound<T>> record) {
        Inbound<T> inbound = record.value();
        if (inbound.failure() != null) {
            return refusal(
                    RefusalCause.UNDECODABLE,
                    inbound.failure().getMessage(),
                    inbound.failure().getClass());
        }
        T value = inbound.value();
        byte[] wanted = input.keyOf().apply(value).getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(wanted, record.key())) {
            return refusal(
                    RefusalCause.WRONG_KEY,
                    "the key should be '" + input.keyOf().apply(value) + "'");
        }
        if (input.placedByKey().apply(value)) {
            int right = Utils.toPositive(Utils.murmur2(wanted)) % partitions;
            int actual = context.recordMetadata().map(RecordMetadata::partition).orElse(right);
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
        if (timeMs != record.timestamp()) {
            return refusal(
                    RefusalCause.FUTURE,
                    "dated " + Instant.ofEpochMilli(timeMs) + ", more than the tolerance ahead of the broker's "
                            + Instant.ofEpochMilli(record.timestamp()));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refusal(RefusalCause cause, String message) {
        return refusal(cause, message, IllegalArgumentException.class);
    }

    private static Optional<Refusal> refusal(RefusalCause cause, String message, Class<?> exceptionClass) {
        return Optional.of(new Refusal(cause, String.valueOf(message), exceptionClass.getName()));
    }

    private Headers headers(Record<byte[], Inbound<T>> record, Refusal refusal) {
        Headers headers = new RecordHeaders(record.headers());
        add(headers, "upsurge.cause", refusal.cause().text());
        add(headers, PREFIX + "exception", refusal.exceptionClass());
        add(headers, PREFIX + "message", refusal.message());
        context.recordMetadata().ifPresent(from -> {
            add(headers, PREFIX + "topic", from.topic());
            add(headers, PREFIX + "partition", String.valueOf(from.partition()));
            add(headers, PREFIX + "offset", String.valueOf(from.offset()));
        });
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
