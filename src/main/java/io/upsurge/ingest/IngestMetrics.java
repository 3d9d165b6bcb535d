package io.upsurge.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/** What an input tells about itself. */
public final class IngestMetrics {
    private final MeterRegistry registry;
    private final String source;
    private final Map<Outcome, Counter> readings = new EnumMap<>(Outcome.class);
    private final Counter bytes;
    private final Timer acknowledged;

    /** What became of a reading. */
    public enum Outcome {
        /** It was written. */
        KEPT,
        /** No signal asks for it. */
        FILTERED,
        /** Its node or container is not known yet. */
        UNPLACED,
        /** It breaks a rule or a limit, or can never be used. */
        REJECTED
    }

    /**
     * Metrics of an input.
     *
     * @param registry where they are registered
     * @param source the input, such as {@code remote-write}
     */
    public IngestMetrics(MeterRegistry registry, String source) {
        this.registry = registry;
        this.source = source;
        for (Outcome outcome : Outcome.values()) {
            readings.put(
                    outcome,
                    Counter.builder("upsurge.ingest.readings")
                            .description("Readings, by what became of them")
                            .tag("source", source)
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        this.bytes = Counter.builder("upsurge.ingest.received")
                .description("Bytes received, as they came")
                .baseUnit("bytes")
                .tag("source", source)
                .register(registry);
        this.acknowledged = Timer.builder("upsurge.ingest.acknowledged")
                .description("Time from a batch being written to Kafka's acknowledgement of all of it")
                .tag("source", source)
                .register(registry);
    }

    /** Counts readings. */
    public void readings(Outcome outcome, long count) {
        readings.get(outcome).increment((double) count);
    }

    /** Counts bytes received. */
    public void received(long count) {
        bytes.increment((double) count);
    }

    /** Counts a request that was answered. */
    public void answered(int status) {
        Counter.builder("upsurge.ingest.requests")
                .description("Requests, by status of the answer")
                .tag("source", source)
                .tag("code", Integer.toString(status))
                .register(registry)
                .increment();
    }

    /** Notes how long Kafka took to acknowledge a batch. */
    public void acknowledgedAfter(Duration time) {
        acknowledged.record(time);
    }

    /** Shows how many requests are in hand. */
    public void inFlight(IntSupplier requests) {
        Gauge.builder("upsurge.ingest.in.flight", requests, IntSupplier::getAsInt)
                .description("Requests that were not answered yet")
                .tag("source", source)
                .strongReference(true)
                .register(registry);
    }
}
