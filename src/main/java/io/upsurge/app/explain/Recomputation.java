package io.upsurge.app.explain;

import io.upsurge.detect.Counters;
import io.upsurge.detect.engine.Engine;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.detect.engine.EngineStates;
import io.upsurge.detect.fleet.FleetStage;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.Scrape;
import io.upsurge.model.VersionRate;
import io.upsurge.replay.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Works an anomaly out again: the same engine on the records of its cluster, source by source. */
public final class Recomputation {
    private final Detector detector;
    private final int partitions;

    /**
     * Prepares to work out.
     *
     * @param detector what decides
     * @param partitions partitions of each input
     */
    public Recomputation(Detector detector, int partitions) {
        this.detector = detector;
        this.partitions = partitions;
    }

    /** What becomes of the engine's results. */
    private static final class Kept implements FleetStage.Sink {
        private final Anomaly wanted;
        private final List<Anomaly> changes = new ArrayList<>();
        private final List<Anomaly> others = new ArrayList<>();

        Kept(Anomaly wanted) {
            this.wanted = wanted;
        }

        @Override
        public void rate(VersionRate rate) {
            // only the anomaly matters
        }

        @Override
        public void anomaly(Anomaly anomaly) {
            if (anomaly.atMs() > wanted.atMs()) {
                return;
            }
            if (anomaly.id().equals(wanted.id())) {
                changes.add(anomaly);
            } else if (anomaly.key().equals(wanted.key())) {
                others.add(anomaly);
            }
        }
    }

    /**
     * Works it out.
     *
     * @param told the changes that were told, in their order, at least one
     * @param reader the records of its cluster
     */
    Result of(List<Anomaly> told, InputReader reader) {
        Anomaly last = told.get(told.size() - 1);
        String cluster = last.key().workload().cluster();
        Kept kept = new Kept(last);
        Engine engine = new Engine(detector, EngineStates.onHeap(partitions), kept, Counters.ignored());
        long untilMs = last.atMs() + detector.settings().graceMs();
        long windowMs = detector.settings().windowMs();
        long nowMs = Long.MIN_VALUE;
        long samples = 0;
        long facts = 0;
        OptionalLong firstMs = OptionalLong.empty();
        for (Optional<InputReader.Next> next = reader.next(untilMs); next.isPresent(); next = reader.next(untilMs)) {
            int source = next.get().feed().source();
            if (next.get().item() instanceof Item.Fact fact) {
                engine.on(source, fact.fact());
                facts++;
            } else if (next.get().item() instanceof Item.Sample sample) {
                long timeMs = sample.timeMs();
                if (nowMs != Long.MIN_VALUE && timeMs / windowMs > nowMs / windowMs) {
                    passTime(engine, reader, cluster, timeMs);
                }
                nowMs = Math.max(nowMs, timeMs);
                engine.on(source, sample.record());
                if (sample.record() instanceof Scrape) {
                    samples++;
                    firstMs = firstMs.isPresent() ? firstMs : OptionalLong.of(timeMs);
                }
            }
        }
        for (int source = 0; source < partitions; source++) {
            engine.on(source, new Heartbeat(cluster, last.atMs(), true));
        }
        return result(told, kept, reader.cut(), new Reach(samples, facts, firstMs));
    }

    /**
     * Tells the sources that no record is older than this one, so that windows close and what waits for them is let go. Every
     * source has heard of a time as late, or its next record is as late; so none of its records comes too late for it.
     */
    private static void passTime(Engine engine, InputReader reader, String cluster, long timeMs) {
        reader.speaking().forEach(source -> engine.on(source, new Heartbeat(cluster, timeMs, false)));
    }

    /**
     * What was read.
     *
     * @param scrapes scrapes of the cluster
     * @param facts roll-out facts of the cluster
     * @param firstScrapeMs instant of the oldest scrape, milliseconds since 1970-01-01T00:00Z; empty without any
     */
    public record Reach(long scrapes, long facts, OptionalLong firstScrapeMs) {}

    /** How what came out compares with what was told. */
    public enum Outcome {
        /** Every change comes out again, bit for bit. */
        SAME,
        /** Something else comes out of the same records. */
        DIFFERENT,
        /** Something else comes out, but the oldest records are gone, so that nothing follows from it. */
        OUT_OF_REACH
    }

    /**
     * What came out.
     *
     * @param id id of the anomaly
     * @param outcome how it compares with what was told
     * @param told changes that were told
     * @param recomputed changes that came out
     * @param differences where they differ, a line each
     * @param reach what was read
     */
    public record Result(String id, Outcome outcome, int told, int recomputed, List<String> differences, Reach reach) {}

    private static Result result(List<Anomaly> told, Kept kept, boolean cut, Reach reach) {
        List<String> differences = new ArrayList<>(new ChangeDifferences(told, kept.changes).lines());
        if (kept.changes.isEmpty()) {
            kept.others.stream()
                    .map(other -> other.fromVersion() + " -> " + other.toVersion() + ", episode " + other.episode())
                    .distinct()
                    .forEach(other -> differences.add("another anomaly of this key comes out: " + other));
        }
        Outcome outcome = differences.isEmpty() ? Outcome.SAME : cut ? Outcome.OUT_OF_REACH : Outcome.DIFFERENT;
        return new Result(told.get(0).id(), outcome, told.size(), kept.changes.size(), List.copyOf(differences), reach);
    }
}
