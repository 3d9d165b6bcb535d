package io.upsurge.deliver;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** What a sink tells about itself. May be used by several threads. */
public final class AlertMetrics {
    /** Why something is dropped. Each is there from the start: an increase from nothing to one is none for Prometheus. */
    private static final List<String> DROPPED = List.of(
            "given-up",
            "undecodable",
            "internal",
            "no-access",
            "http-400",
            "http-413",
            "http-415",
            "http-422",
            "http-431");

    private final MeterRegistry registry;
    private final String sink;
    private final Clock clock;
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong oldestMs = new AtomicLong();
    private final AtomicLong open = new AtomicLong();
    private final AtomicLong lag = new AtomicLong();

    /**
     * Metrics of a sink.
     *
     * @param registry where they are registered
     * @param sink name of the sink
     * @param clock tells the present
     */
    public AlertMetrics(MeterRegistry registry, String sink, Clock clock) {
        this.registry = registry;
        this.sink = sink;
        this.clock = clock;
        gauge("upsurge.alert.pending", "Changes that are yet to be told", pending);
        gauge("upsurge.alert.open", "Open anomalies that the sink was told of", open);
        gauge("upsurge.alert.lag", "Records of the anomalies topic that were not read yet", lag);
        Gauge.builder("upsurge.alert.oldest", oldestMs, this::ageSeconds)
                .description("Age of the oldest change that is yet to be told; 0 without one")
                .baseUnit("seconds")
                .tag("sink", sink)
                .strongReference(true)
                .register(registry);
        DROPPED.forEach(this::droppedFor);
    }

    private void gauge(String name, String description, AtomicLong value) {
        Gauge.builder(name, value, AtomicLong::doubleValue)
                .description(description)
                .tag("sink", sink)
                .strongReference(true)
                .register(registry);
    }

    private double ageSeconds(AtomicLong sinceMs) {
        long since = sinceMs.get();
        return since == 0 ? 0 : Math.max(0, (clock.millis() - since) / 1_000.0);
    }

    /**
     * Counts what a sink took.
     *
     * @param event what was told: opened, changed, ended; firing or resolved for a sink that is told what is open
     * @param times how often
     */
    public void delivered(String event, int times) {
        Counter.builder("upsurge.alert.delivered")
                .description("What the sink has taken")
                .tag("sink", sink)
                .tag("event", event)
                .register(registry)
                .increment(times);
    }

    /** Notes how long it took from a change being written to the sink having taken it. */
    public void latency(Duration time) {
        Timer.builder("upsurge.alert.latency")
                .description("Time from a change being written to Kafka to the sink having taken it")
                .tag("sink", sink)
                .register(registry)
                .record(time.isNegative() ? Duration.ZERO : time);
    }

    /** Counts an attempt that failed and is repeated. */
    public void failed(String reason) {
        counter("upsurge.alert.failures", "Attempts that failed and are repeated", reason)
                .increment();
    }

    /** Counts what the sink will never be told. */
    public void dropped(String reason) {
        droppedFor(reason).increment();
    }

    private Counter droppedFor(String reason) {
        return counter("upsurge.alert.dropped", "What the sink will never be told", reason);
    }

    private Counter counter(String name, String description, String reason) {
        return Counter.builder(name)
                .description(description)
                .tag("sink", sink)
                .tag("reason", reason)
                .register(registry);
    }

    /**
     * Shows what is yet to be told.
     *
     * @param changes how many changes
     * @param since when the oldest of them was written, milliseconds since 1970-01-01T00:00Z; empty without one
     */
    public void pending(int changes, OptionalLong since) {
        pending.set(changes);
        oldestMs.set(since.orElse(0));
    }

    /** Shows how many open anomalies the sink was told of. */
    public void open(int anomalies) {
        open.set(anomalies);
    }

    void lag(long records) {
        lag.set(records);
    }
}
