package io.upsurge.stream;

import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Time of a record: the instant it speaks of, so that both inputs are merged in event time over a backlog. A record that is
 * dated before 2000 or too far ahead of the broker gets the broker's time instead; the guard sees the difference and refuses
 * it. The broker's time is the record's timestamp on a topic with LogAppendTime, and the present otherwise.
 *
 * @param <T> what the topic carries
 */
final class EventTime<T> implements TimestampExtractor {
    /** 2000-01-01T00:00Z. */
    static final long EARLIEST_MS = 946_684_800_000L;

    private final ToLongFunction<T> timeOf;
    private final long futureToleranceMs;
    private final LongSupplier wallClock;

    EventTime(ToLongFunction<T> timeOf, long futureToleranceMs, LongSupplier wallClock) {
        this.timeOf = timeOf;
        this.futureToleranceMs = futureToleranceMs;
        this.wallClock = wallClock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        @SuppressWarnings("unchecked") // the source of this extractor deserializes to Inbound<T>
        Inbound<T> inbound = (Inbound<T>) record.value();
        return of(inbound, record.timestampType(), record.timestamp());
    }

    /** Time of a record with this value, and with this timestamp of this type in the topic. */
    long of(Inbound<T> inbound, TimestampType type, long timestampMs) {
        long brokerMs = type == TimestampType.LOG_APPEND_TIME ? timestampMs : wallClock.getAsLong();
        if (inbound == null || inbound.value() == null) {
            return brokerMs;
        }
        long eventMs = timeOf.applyAsLong(inbound.value());
        return eventMs < EARLIEST_MS || eventMs > brokerMs + futureToleranceMs ? brokerMs : eventMs;
    }
}
