package io.upsurge.simulate;

import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Workload;
import java.util.Map;
import java.util.Optional;

/** A node and the pod on it. Between the end of one container and the start of the next there is no process. */
final class SimulatedNode {
    private static final SeriesId ENIS = new SeriesId("awscni_eni_allocated", Map.of());

    private final String name;
    private final int enis;
    private final String zone;
    private final Dice dice;
    private final NodeNoise noise;
    private final Scrape.Point gauge;
    private String version;
    private String podUid;
    private CniProcess process;
    private int lives;
    private boolean removed;

    SimulatedNode(String name, int enis, String zone, String version, Dice dice, NodeNoise noise) {
        this.name = name;
        this.enis = enis;
        this.zone = zone;
        this.version = version;
        this.dice = dice;
        this.noise = noise;
        this.gauge = new Scrape.Point(ENIS, enis, false);
        this.podUid = dice.uid();
    }

    String name() {
        return name;
    }

    /** Its zone; empty where the scenario names none. */
    String zone() {
        return zone;
    }

    Dice dice() {
        return dice;
    }

    String podUid() {
        return podUid;
    }

    /** Name of the version it runs, or will run once its container has started. */
    String version() {
        return version;
    }

    boolean removed() {
        return removed;
    }

    /** Begins with a container that has been running since an instant. */
    void runSince(long sinceMs, long nowMs, CallSeries series) {
        process = CniProcess.running(series, enis, dice, noise, sinceMs, nowMs);
    }

    /** Ends the container; the same pod will start it again. */
    int end() {
        process = null;
        return ++lives;
    }

    /** Ends the pod; another one with this version will follow. */
    int replace(String nextVersion) {
        version = nextVersion;
        podUid = dice.uid();
        return end();
    }

    /** Whether this is still the life that {@link #end()} announced. */
    boolean awaits(int life) {
        return !removed && lives == life;
    }

    /** Starts the announced container. */
    void start(long startMs, long openMs, CallSeries series) {
        process = CniProcess.starting(series, enis, dice, noise, startMs, openMs);
    }

    /** Leaves the cluster. */
    void remove() {
        removed = true;
        process = null;
    }

    /** A scrape; empty while nothing listens on the metrics port. */
    Optional<Scrape> scrape(Workload workload, long timeMs, Scenario.Identity identity) {
        if (process == null || process.openMs() > timeMs) {
            return Optional.empty();
        }
        boolean known = identity == Scenario.Identity.FULL;
        return Optional.of(new Scrape(
                workload,
                name,
                timeMs,
                known ? podUid : "",
                known ? process.startMs() : 0,
                process.points(timeMs, gauge)));
    }
}
