package io.upsurge.detect.fleet;

import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.NodeRow.Cell;
import io.upsurge.detect.node.Phase;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.model.Version;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What is remembered of one node of a workload: the version its baseline was learned on, and how often it called then. The
 * baseline is frozen when the node moves to another version and taken up again when it comes back.
 *
 * <p>Baseline b = sum(l^k y / s) / sum(l^k x) over the windows on that version, k windows old, with y calls, x seconds, s the
 * fleet index and l = 2^(-1 / half-life): an exponentially weighted ratio estimator.
 */
public final class NodeHistory {
    private static final int FORMAT = 1;
    /** Weight of a node, per minute: damps nodes that hardly ever call. */
    private static final double WEIGHT_OFFSET_PER_MINUTE = 5;

    private final String node;
    private String baselineVersion;
    private String version;
    private long versionSinceMs;
    private long firstSeenMs;
    private long lastSeenMs;
    private Phase phase = Phase.STEADY;
    /** Seconds observed on the baseline, and since on the candidate: what a group without calls stands for. */
    private final Observed onBaseline = new Observed();

    private final Observed onCandidate = new Observed();

    private static final class Observed {
        double seconds;
        final Map<GroupId, Decayed> groups = new LinkedHashMap<>();

        Decayed of(GroupId group) {
            Decayed known = groups.get(group);
            return known != null ? known : new Decayed(0, seconds);
        }

        void learn(NodeRow row, double factor, ToDoubleFunction<GroupId> index) {
            row.cells().forEach((group, cell) -> {
                if (!groups.containsKey(group)) {
                    groups.put(group, new Decayed(0, seconds));
                }
            });
            double rowSeconds = row.exposureMs() / 1000.0;
            groups.forEach((group, decayed) -> {
                Cell cell = row.cells().get(group);
                double calls = cell == null ? 0 : cell.calls();
                double observed = cell == null ? rowSeconds : cell.exposureMs() / 1000.0;
                decayed.add(factor, calls / index.applyAsDouble(group), observed);
            });
            seconds = factor * seconds + rowSeconds;
        }

        void copyFrom(Observed other) {
            seconds = other.seconds;
            groups.clear();
            other.groups.forEach((group, d) -> groups.put(group, new Decayed(d.calls(), d.seconds())));
        }

        void clear() {
            seconds = 0;
            groups.clear();
        }

        void pack(Packer out) {
            out.real(seconds).number(groups.size());
            groups.forEach((group, decayed) -> {
                out.name(group.signal()).name(group.group());
                decayed.pack(out);
            });
        }

        void unpack(Unpacker in) {
            seconds = in.real();
            for (int i = in.count(); i > 0; i--) {
                groups.put(new GroupId(in.name(), in.name()), Decayed.unpack(in));
            }
        }
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

    long versionSinceMs() {
        return versionSinceMs;
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
            onCandidate.clear();
        }
        version = last.version();
        versionSinceMs = last.versionSinceMs();
        phase = last.phase();
        lastSeenMs = windowEndMs;
    }

    /** The node's own baseline of a group. */
    Decayed baseline(GroupId group) {
        return onBaseline.of(group);
    }

    /** What the node has done of a group since it moved to the candidate, divided by the fleet index like the baseline. */
    Decayed candidate(GroupId group) {
        return onCandidate.of(group);
    }

    /** Weight of a node with this baseline: 1 / (baseline per minute + 5). */
    static double weight(Decayed baseline) {
        return 1 / (baseline.rate() * 60 + WEIGHT_OFFSET_PER_MINUTE);
    }

    /** Learns from a settled row, on the side of the version it ran. */
    void learn(NodeRow row, double factor, ToDoubleFunction<GroupId> index) {
        (row.version().equals(baselineVersion) ? onBaseline : onCandidate).learn(row, factor, index);
    }

    /** Makes the version it runs the baseline. */
    void adopt() {
        baselineVersion = version;
        onBaseline.copyFrom(onCandidate);
        onCandidate.clear();
    }

    /** Writes everything down. */
    public byte[] pack() {
        Packer out = new Packer().number(FORMAT).text(node);
        out.name(baselineVersion).name(version).number(versionSinceMs);
        out.number(firstSeenMs).number(lastSeenMs).number(phase.ordinal());
        onBaseline.pack(out);
        onCandidate.pack(out);
        return out.toBytes();
    }

    /**
     * Reads what {@link #pack} wrote.
     *
     * @throws IllegalStateException if another release with another format wrote it
     */
    public static NodeHistory unpack(byte[] bytes) {
        Unpacker in = new Unpacker(bytes).format(FORMAT);
        NodeHistory history = new NodeHistory(in.text());
        history.baselineVersion = in.name();
        history.version = in.name();
        history.versionSinceMs = in.number();
        history.firstSeenMs = in.number();
        history.lastSeenMs = in.number();
        history.phase = Phase.values()[(int) in.number()];
        history.onBaseline.unpack(in);
        history.onCandidate.unpack(in);
        return history;
    }
}
