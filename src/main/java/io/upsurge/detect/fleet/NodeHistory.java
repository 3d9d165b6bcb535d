package io.upsurge.detect.fleet;

import io.upsurge.detect.evidence.Decayed;
import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.NodeRow.Cell;
import io.upsurge.detect.node.Phase;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.model.NodeChange;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.Version;
import io.upsurge.pack.FormatException;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of one node of a workload: the version its baseline was learned on, how often it called then, and what
 * it has done since. The baseline is frozen when the node moves to another version and taken up again when it comes back.
 */
public final class NodeHistory {
    /** A node that was seen in this many windows is known; one silent for longer is not counted as missing. */
    public static final int KNOWN_WINDOWS = 10;

    private static final int FORMAT = 2;

    private final String node;
    private final Map<GroupId, GroupHistory> groups = new LinkedHashMap<>();
    private final Map<String, Double> baselineCovariates = new TreeMap<>();
    private final Map<String, Double> covariates = new TreeMap<>();
    private String baselineVersion;
    private String version;
    private String zone = "";
    private long versionSinceMs;
    private long restartedMs;
    private long firstSeenMs;
    private long lastSeenMs;
    private Phase phase = Phase.STEADY;
    /** Seconds observed on the baseline, and since on the candidate: what a rate without calls stands for. */
    private double baselineSeconds;

    private double candidateSeconds;

    /**
     * What is needed to learn a key.
     *
     * @param kind kind of its signal
     * @param index its fleet index in the window; 1 where there is none
     */
    record Key(Kind kind, double index) {}

    /** What is needed to learn each key. */
    interface Keys {
        /** The key of a group. */
        Key of(GroupId group);
    }

    NodeHistory(String node, NodeRow first, long windowEndMs) {
        this.node = node;
        this.baselineVersion = first.version();
        this.version = first.version();
        this.versionSinceMs = first.versionSinceMs();
        this.firstSeenMs = windowEndMs;
    }

    private NodeHistory(String node) {
        this.node = node;
    }

    String node() {
        return node;
    }

    String version() {
        return version;
    }

    String baselineVersion() {
        return baselineVersion;
    }

    /** Zone or node pool; empty where unknown. */
    String zone() {
        return zone;
    }

    long versionSinceMs() {
        return versionSinceMs;
    }

    /** Last start of the container that was seen, milliseconds since 1970-01-01T00:00Z; 0 where none was. */
    long restartedMs() {
        return restartedMs;
    }

    long lastSeenMs() {
        return lastSeenMs;
    }

    /** Phase at the end of the last window it was seen in. */
    Phase phase() {
        return phase;
    }

    boolean upgraded() {
        return !version.equals(baselineVersion);
    }

    /** Takes in which version the node ran in a window; rows are in the order of time. */
    void observe(List<NodeRow> rows, long windowEndMs) {
        NodeRow last = rows.get(rows.size() - 1);
        boolean firstWordOfItsVersion = version.equals(Version.UNKNOWN.id())
                && last.versionSinceMs() > 0
                && last.versionSinceMs() <= firstSeenMs;
        if (firstWordOfItsVersion && baselineVersion.equals(version)) {
            baselineVersion = last.version();
        }
        if (!last.version().equals(version)) {
            candidateSeconds = 0;
            groups.values().forEach(GroupHistory::moved);
        }
        version = last.version();
        zone = last.zone();
        versionSinceMs = last.versionSinceMs();
        restartedMs = last.restartedMs();
        phase = last.phase();
        lastSeenMs = windowEndMs;
        covariates.putAll(last.covariates());
        if (!upgraded()) {
            baselineCovariates.putAll(last.covariates());
        }
    }

    /** Whether a covariate has moved since the upgrade. */
    boolean covariateMoved(String covariate) {
        Double before = baselineCovariates.get(covariate);
        Double now = covariates.get(covariate);
        return upgraded() && before != null && now != null && Double.compare(before, now) != 0;
    }

    /** What is remembered of a group; null where it has not called yet. */
    GroupHistory remembered(GroupId group) {
        return groups.get(group);
    }

    /** What is remembered of a group; what is kept of one that has not called yet is not remembered. */
    GroupHistory of(GroupId group, Kind kind) {
        GroupHistory known = groups.get(group);
        if (known != null) {
            return known;
        }
        return kind.hasBase() ? GroupHistory.silent(0, 0) : GroupHistory.silent(baselineSeconds, candidateSeconds);
    }

    /** The same, and remembered. */
    GroupHistory keep(GroupId group, Kind kind) {
        GroupHistory known = groups.get(group);
        if (known == null) {
            known = of(group, kind);
            groups.put(group, known);
        }
        return known;
    }

    /** Learns from a settled row, on the side of the version it ran. */
    void learn(NodeRow row, double factor, Keys keys) {
        boolean onBaseline = row.version().equals(baselineVersion);
        for (GroupId group : row.cells().keySet()) {
            if (!groups.containsKey(group)) {
                keep(group, keys.of(group).kind());
            }
        }
        groups.forEach((group, history) -> {
            Cell cell = row.cells().get(group);
            Key key = keys.of(group);
            double calls = cell == null ? 0 : cell.calls();
            Decayed side = onBaseline ? history.baseline() : history.candidate();
            side.add(factor, calls / key.index(), Exposure.of(key.kind(), row, cell));
        });
        double seconds = row.exposureMs() / 1000.0;
        if (onBaseline) {
            baselineSeconds = factor * baselineSeconds + seconds;
        } else {
            candidateSeconds = factor * candidateSeconds + seconds;
        }
    }

    /** How it called before and after it moved, divided by the fleet index. */
    NodeChange change() {
        List<NodeChange.Key> keys = new ArrayList<>();
        groups.forEach((group, history) -> {
            Decayed before = history.baseline();
            Decayed after = history.candidate();
            keys.add(new NodeChange.Key(
                    group.signal(),
                    group.group(),
                    rate(before),
                    upgraded() ? rate(after) : Double.NaN,
                    after.exposure()));
        });
        keys.sort(Comparator.comparing(NodeChange.Key::signal).thenComparing(NodeChange.Key::group));
        return new NodeChange(
                node,
                zone,
                baselineVersion,
                version,
                versionSinceMs,
                restartedMs,
                lastSeenMs,
                phase.name().toLowerCase(Locale.ROOT),
                keys);
    }

    private static double rate(Decayed side) {
        return side.exposure() > 0 ? side.rate() : Double.NaN;
    }

    /** Makes the version it runs the baseline. */
    void adopt() {
        baselineVersion = version;
        baselineSeconds = candidateSeconds;
        candidateSeconds = 0;
        groups.values().forEach(GroupHistory::adopt);
        baselineCovariates.clear();
        baselineCovariates.putAll(covariates);
    }

    /** Writes everything down. */
    public byte[] pack() {
        Packer out = new Packer().number(FORMAT).text(node);
        out.name(baselineVersion)
                .name(version)
                .name(zone)
                .number(versionSinceMs)
                .number(restartedMs);
        out.number(firstSeenMs).number(lastSeenMs).number(phase.ordinal());
        out.real(baselineSeconds).real(candidateSeconds).number(groups.size());
        groups.forEach((group, history) -> {
            out.name(group.signal()).name(group.group());
            history.pack(out);
        });
        pack(baselineCovariates, out);
        pack(covariates, out);
        return out.toBytes();
    }

    private static void pack(Map<String, Double> values, Packer out) {
        out.number(values.size());
        values.forEach((name, value) -> out.name(name).real(value));
    }

    /**
     * Reads what {@link #pack} wrote.
     *
     * @throws FormatException if another release with another format wrote it
     */
    public static NodeHistory unpack(byte[] bytes) {
        Unpacker in = new Unpacker(bytes).format("the history of a node", FORMAT);
        NodeHistory history = new NodeHistory(in.text());
        history.baselineVersion = in.name();
        history.version = in.name();
        history.zone = in.name();
        history.versionSinceMs = in.number();
        history.restartedMs = in.number();
        history.firstSeenMs = in.number();
        history.lastSeenMs = in.number();
        history.phase = Phase.values()[(int) in.number()];
        history.baselineSeconds = in.real();
        history.candidateSeconds = in.real();
        for (int i = in.count(); i > 0; i--) {
            history.groups.put(new GroupId(in.name(), in.name()), GroupHistory.unpack(in));
        }
        unpack(history.baselineCovariates, in);
        unpack(history.covariates, in);
        return history;
    }

    private static void unpack(Map<String, Double> values, Unpacker in) {
        for (int i = in.count(); i > 0; i--) {
            values.put(in.name(), in.real());
        }
    }
}
