package io.upsurge.app.demo;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.Scrape;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Window;
import io.upsurge.simulate.Expectation.ExpectedAnomaly;
import io.upsurge.simulate.ExpectationCheck;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.SimulatedRecord;
import io.upsurge.words.AnomalyText;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;

/** One play of a scenario: loads it, watches what the topology says, and reports it. */
public final class DemoRun {
    private static final String DEFAULT_SIGNAL = "imds-get-metadata";
    private static final String DEFAULT_GROUP = "{api=\"GetMetadata\"}";

    private final Scenario scenario;
    private final UpsurgeConfig config;
    private final Contracts contracts;
    private final PrintWriter out;
    private final Screen screen;
    private final RateTable table = new RateTable();
    private long records;
    private long lastWindowEndMs;

    /**
     * Prepares a play.
     *
     * @param scenario what happens
     * @param config where the topics are, which exist
     * @param contracts how they are encoded
     * @param out where results go
     * @param terminal whether {@code out} is a terminal that can be redrawn
     */
    public DemoRun(Scenario scenario, UpsurgeConfig config, Contracts contracts, PrintWriter out, boolean terminal) {
        this.scenario = scenario;
        this.config = config;
        this.contracts = contracts;
        this.out = out;
        this.screen = new Screen(out, terminal);
    }

    /**
     * What came of a play.
     *
     * @param anomalies every change of every anomaly
     * @param rates how many rates were told
     * @param took how long the topology worked
     * @param differences where it is not what the scenario says must be said; empty if it is
     */
    public record Findings(List<Anomaly> anomalies, int rates, Duration took, List<String> differences) {}

    /**
     * Loads the scenario.
     *
     * @param loading sends every record, telling how many were sent
     */
    public void load(ToLongFunction<LongConsumer> loading) {
        long[] total = new long[1];
        new FleetSimulator(scenario).stream().forEach(record -> {
            total[0]++;
            if (record instanceof SimulatedRecord.Sample sample && sample.record() instanceof Scrape scrape) {
                lastWindowEndMs = Math.max(
                        lastWindowEndMs,
                        Window.holding(scrape.timeMs() - 1, config.engine().windowMs())
                                .endMs());
            }
        });
        records = loading.applyAsLong(
                sent -> screen.progress("loading " + total[0] + " records", sent / (double) total[0], List.of()));
        screen.done();
    }

    /**
     * Watches until the last window is told.
     *
     * @param alive whether it is worth waiting
     * @throws IllegalStateException if the topology stopped before the end
     */
    public Findings watch(BooleanSupplier alive) {
        table.show(shownKey());
        long begin = System.nanoTime();
        long startMs = scenario.start().toEpochMilli();
        try (Outputs outputs = new Outputs(config, contracts)) {
            long reachedMs = startMs;
            while (reachedMs < lastWindowEndMs) {
                if (!alive.getAsBoolean()) {
                    throw new IllegalStateException("the topology stopped before the end of the scenario");
                }
                for (VersionRate rate : outputs.poll()) {
                    table.add(rate);
                    reachedMs = Math.max(reachedMs, rate.window().endMs());
                }
                double share = (reachedMs - startMs) / (double) (lastWindowEndMs - startMs);
                screen.progress("watching " + elapsed(reachedMs - startMs) + " of event time", share, table.lines());
            }
            screen.done();
            outputs.catchUp();
            List<Anomaly> anomalies = new ArrayList<>(outputs.anomalies());
            anomalies.sort(Comparator.comparingLong(Anomaly::atMs).thenComparingInt(Anomaly::sequence));
            return new Findings(
                    anomalies,
                    outputs.rates().size(),
                    Duration.ofNanos(System.nanoTime() - begin),
                    new ExpectationCheck(scenario).differences(anomalies));
        }
    }

    private SignalKey shownKey() {
        String signal = DEFAULT_SIGNAL;
        String group = DEFAULT_GROUP;
        for (ExpectedAnomaly expected : scenario.expect().anomalies()) {
            signal = expected.signal();
            group = expected.group();
        }
        return new SignalKey(scenario.workload(scenario.clusters().get(0)), signal, group);
    }

    private static String elapsed(long ms) {
        return String.format(Locale.ROOT, "%dh%02dm", ms / 3_600_000, ms / 60_000 % 60);
    }

    /** Says what was found. */
    public void report(Findings findings) {
        out.println();
        for (Anomaly anomaly : findings.anomalies()) {
            if (anomaly.state() == State.UPDATED) {
                out.println(Instant.ofEpochMilli(anomaly.atMs()) + "  "
                        + AnomalyText.of(anomaly).lines().findFirst().orElse(""));
            } else {
                out.println();
                out.println(AnomalyText.of(anomaly));
                out.println();
            }
        }
        findings.anomalies().stream()
                .filter(anomaly -> anomaly.state() == State.OPEN)
                .forEach(anomaly -> out.printf(
                        Locale.ROOT,
                        "Opened %s after the first node was upgraded, with %d of %d nodes upgraded.%n",
                        elapsed(anomaly.openedAtMs() - anomaly.firstUpgradeAtMs()),
                        anomaly.evidence().upgradedNodes(),
                        anomaly.evidence().knownNodes()));
        if (findings.anomalies().isEmpty()) {
            out.println("No anomaly.");
        }
        out.printf(
                Locale.ROOT,
                "%d records, %d rates, %.1f s.%n",
                records,
                findings.rates(),
                findings.took().toMillis() / 1000.0);
        if (findings.differences().isEmpty()) {
            out.println("This is what the scenario says must be said.");
        } else {
            out.println("This is not what the scenario says must be said:");
            findings.differences().forEach(difference -> out.println("  " + difference));
        }
        out.println();
        out.println("Where to look next: docs/concepts.md says what the words mean; `./upsurge simulate --list` lists");
        out.println("more scenarios; `./upsurge demo --keep` leaves the broker running for a look at its topics.");
        out.flush();
    }
}
