package io.upsurge.app.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.upsurge.detect.Counters.Event;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.VersionRate;
import io.upsurge.stream.RefusalCause;
import io.upsurge.stream.TopologyListener;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what the topology of this process did since its start, and passes on what the gauges are about. */
public final class PipelineMetrics implements TopologyListener {
    private final Map<Event, Counter> events = new EnumMap<>(Event.class);
    private final Map<RefusalCause, Counter> refusedSamples = new EnumMap<>(RefusalCause.class);
    private final Map<RefusalCause, Counter> refusedRollouts = new EnumMap<>(RefusalCause.class);
    private final Map<State, Map<Level, Counter>> changes = new EnumMap<>(State.class);
    private final Counter judged;
    private final Counter closings;
    private final FleetGauges gauges;

    /**
     * Metrics in a registry, each there from the start.
     *
     * @param gauges are told of rates and windows
     */
    public PipelineMetrics(MeterRegistry registry, FleetGauges gauges) {
        this.gauges = gauges;
        for (Event event : Event.values()) {
            events.put(event, counter(registry, event));
        }
        for (RefusalCause cause : RefusalCause.values()) {
            refusedSamples.put(cause, refusals(registry, "samples", cause));
            refusedRollouts.put(cause, refusals(registry, "rollouts", cause));
        }
        for (State state : State.values()) {
            Map<Level, Counter> levels = new EnumMap<>(Level.class);
            for (Level level : Level.values()) {
                levels.put(
                        level,
                        Counter.builder("upsurge.anomaly.changes")
                                .description(
                                        "Changes of anomalies, by what they made of them and how sure the rule was")
                                .tag("state", small(state))
                                .tag("level", small(level))
                                .register(registry));
            }
            changes.put(state, levels);
        }
        closings = Counter.builder("upsurge.windows.closed")
                .description("Times a partition closed the windows of a cluster, one or several at once")
                .register(registry);
        judged = Counter.builder("upsurge.evaluations")
                .description("Judgements: a candidate version, a key, a window")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, Event event) {
        String outcome =
                switch (event) {
                    case COUNTED_SAMPLE -> "counted";
                    case LATE_SAMPLE -> "late";
                    case DUPLICATE_SAMPLE -> "duplicate";
                    case ENDED_SAMPLE -> "ended";
                    default -> "";
                };
        return outcome.isEmpty()
                ? Counter.builder("upsurge.detector.events")
                        .description("What the detector met besides samples, by kind")
                        .tag("event", small(event))
                        .register(registry)
                : Counter.builder("upsurge.samples")
                        .description("Scrapes of a node that reached the detector, by what became of them")
                        .tag("outcome", outcome)
                        .register(registry);
    }

    private static Counter refusals(MeterRegistry registry, String input, RefusalCause cause) {
        return Counter.builder("upsurge.records.refused")
                .description("Records of the input topics that went to the dead letters, by cause")
                .tag("input", input)
                .tag("cause", cause.text())
                .register(registry);
    }

    private static String small(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void counted(Event event) {
        events.get(event).increment();
    }

    @Override
    public void refused(String input, RefusalCause cause) {
        (input.equals("samples") ? refusedSamples : refusedRollouts).get(cause).increment();
    }

    @Override
    public void closed(int partition, String cluster, long closedToMs) {
        if (gauges.closed(partition, cluster, closedToMs)) {
            closings.increment();
        }
    }

    @Override
    public void rate(int partition, VersionRate rate) {
        gauges.rate(partition, rate);
    }

    @Override
    public void anomaly(Anomaly anomaly) {
        changes.get(anomaly.state()).get(anomaly.level()).increment();
    }

    @Override
    public void judged() {
        judged.increment();
    }

    @Override
    public void left(int partition) {
        gauges.left(partition);
    }
}
