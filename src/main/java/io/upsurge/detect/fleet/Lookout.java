package io.upsurge.detect.fleet;

import io.upsurge.detect.States;
import io.upsurge.detect.fleet.Sight.Patience;
import io.upsurge.detect.fleet.Sight.Turn;
import io.upsurge.detect.fleet.WorkloadSight.Missing;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Evidence;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.LabelText;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Says that a workload cannot be seen: silence is never a pass. What is said is an anomaly of the workload itself, with no
 * signal, no versions and no numbers; its group names what is missing.
 */
final class Lookout {
    private final SignalCatalog catalog;
    private final long windowMs;
    private final long blindAfterMs;
    private final Patience patience;
    private final States<WorkloadSight> sights;
    private final ToIntFunction<Workload> knownNodes;
    private final Consumer<Anomaly> said;

    /**
     * A lookout.
     *
     * @param catalog the signals; a workload that none is about is not looked out for
     * @param sights state, by workload
     * @param knownNodes how many nodes of a workload are remembered
     * @param said where it is said
     */
    Lookout(
            SignalCatalog catalog,
            EngineSettings settings,
            States<WorkloadSight> sights,
            ToIntFunction<Workload> knownNodes,
            Consumer<Anomaly> said) {
        this.catalog = catalog;
        this.windowMs = settings.windowMs();
        this.blindAfterMs = settings.blindAfterMs();
        this.patience = new Patience(wholeWindows(blindAfterMs), wholeWindows(settings.nodeExpiryMs()));
        this.sights = sights;
        this.knownNodes = knownNodes;
        this.said = said;
    }

    private long wholeWindows(long ms) {
        return -Math.floorDiv(-ms, windowMs) * windowMs;
    }

    /** Nodes of the workload were scraped in the window that ends then. */
    void scraped(Workload workload, long windowEndMs) {
        change(workload, sight -> sight.scraped(windowEndMs));
    }

    /** A snapshot of the workload was taken in the window that ends then. */
    void told(Workload workload, long windowEndMs) {
        change(workload, sight -> sight.told(windowEndMs));
    }

    private void change(Workload workload, Consumer<WorkloadSight> change) {
        if (blindAfterMs > 0 && catalog.watches(workload)) {
            String key = FleetStage.prefix(workload);
            WorkloadSight kept = sights.get(key);
            WorkloadSight sight = kept == null ? new WorkloadSight(workload) : kept;
            change.accept(sight);
            sights.put(key, sight);
        }
    }

    /** Time has passed for one workload: all windows up to an instant are judged. */
    void advance(Workload workload, long toMs) {
        WorkloadSight sight = sights.get(FleetStage.prefix(workload));
        if (sight != null) {
            advance(FleetStage.prefix(workload), sight, toMs);
        }
    }

    /** Time has passed for every workload of a cluster. */
    void advanceAll(String cluster, long toMs) {
        sights.forEach(cluster + FleetStage.SEPARATOR, (key, sight) -> advance(key, sight, toMs));
    }

    private void advance(String key, WorkloadSight sight, long toMs) {
        List<Anomaly> turns = new ArrayList<>();
        sight.advance(toMs, patience, (missing, turn) -> turns.add(anomaly(sight.workload(), missing, turn)));
        sights.put(key, sight);
        turns.forEach(said);
    }

    private Anomaly anomaly(Workload workload, Missing missing, Turn turn) {
        String name = missing.name().toLowerCase(Locale.ROOT);
        SignalKey key = new SignalKey(workload, "", LabelText.of(Map.of("missing", name)));
        boolean over = turn.resolution().isPresent();
        return new Anomaly(
                AnomalyId.of(key, "", "", turn.episode()),
                over ? 2 : 1,
                over ? State.RESOLVED : State.OPEN,
                turn.resolution(),
                Verdict.BLIND,
                Level.CONFIRMED,
                Optional.empty(),
                key,
                Kind.RATE,
                "",
                "",
                turn.episode(),
                turn.sinceMs(),
                turn.atMs(),
                0,
                nothingSeen(knownNodes.applyAsInt(workload)),
                0,
                OptionalDouble.empty(),
                rule(missing));
    }

    private String rule(Missing missing) {
        long seconds = blindAfterMs / 1_000;
        String time = seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
        return "blind after " + time
                + switch (missing) {
                    case SAMPLES -> " without a scrape of any node";
                    case ROLLOUTS -> " without a snapshot of what the nodes run";
                };
    }

    private static Evidence nothingSeen(int knownNodes) {
        return new Evidence(
                0,
                0,
                OptionalDouble.empty(),
                0,
                0,
                0,
                0,
                knownNodes,
                Map.of(),
                Map.of(),
                0,
                0,
                List.of(),
                0,
                Optional.empty());
    }
}
