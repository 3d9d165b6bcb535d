package io.upsurge.app.replay;

import io.upsurge.detect.rule.Assessment;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.replay.ReplayListener;
import io.upsurge.replay.ReplayTotals;
import io.upsurge.words.Explanation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What came of a replay, in short: every anomaly with its course, and what was judged at all. */
public final class Outcome implements ReplayListener {
    private static final Set<Verdict> RISES = EnumSet.of(Verdict.SURGE, Verdict.NEW_CALLS, Verdict.LATE_ONSET);

    private final Map<String, List<Anomaly>> anomalies = new LinkedHashMap<>();
    private final Map<String, Judged> judged = new TreeMap<>();
    private long assessments;
    private ReplayTotals totals;

    /**
     * An anomaly.
     *
     * @param changes its changes in their order, at least one
     */
    public record Found(List<Anomaly> changes) {

        /** Copies the changes. */
        public Found {
            changes = List.copyOf(changes);
        }

        /** Its highest level while it was open. */
        public Level level() {
            return changes.stream()
                    .filter(change -> change.state() != State.RESOLVED)
                    .map(Anomaly::level)
                    .max(Level::compareTo)
                    .orElse(last().level());
        }

        /** The change whose figures are told. */
        public Anomaly telling() {
            return new Explanation(changes).telling();
        }

        /** Its last change. */
        public Anomaly last() {
            return changes.get(changes.size() - 1);
        }

        /** Whether the version called more, as surely as that; what passed by itself and what the whole fleet did is none. */
        public boolean isRise(Level level) {
            return RISES.contains(last().verdict())
                    && last().state() != State.RETRACTED
                    && level().compareTo(level) >= 0;
        }
    }

    /**
     * A key that was judged.
     *
     * @param key what it is
     * @param windows rates that were given of it
     */
    public record Judged(SignalKey key, long windows) {}

    @Override
    public void rate(VersionRate rate) {
        judged.merge(
                text(rate.key()), new Judged(rate.key(), 1), (old, one) -> new Judged(old.key(), old.windows() + 1));
    }

    @Override
    public void anomaly(Anomaly anomaly) {
        anomalies.computeIfAbsent(anomaly.id(), id -> new ArrayList<>()).add(anomaly);
    }

    @Override
    public void assessed(SignalKey key, String version, long windowEndMs, Assessment assessment) {
        assessments += assessment.observed() ? 1 : 0;
    }

    @Override
    public void end(ReplayTotals all) {
        totals = all;
    }

    /** How a key is written: {@code prod/kube-system/aws-node/aws-node imds-calls{api="GetMetadata"}}. */
    static String text(SignalKey key) {
        return key.workload().key() + ' ' + key.signal() + key.group();
    }

    /** How often an upgraded version was looked at with data of settled nodes. */
    long assessments() {
        return assessments;
    }

    /** What was taken in. */
    ReplayTotals totals() {
        return totals;
    }

    /** The anomalies in the order in which they were opened. */
    List<Found> found() {
        return anomalies.values().stream().map(Found::new).toList();
    }

    /** The keys by name. */
    List<Judged> judged() {
        return new ArrayList<>(judged.values());
    }

    /** The verdict in one line. */
    public String verdict() {
        return new Verdicts(this).text();
    }

    /** Rises that are at least as sure. */
    public List<Found> rises(Level level) {
        return found().stream().filter(each -> each.isRise(level)).toList();
    }
}
