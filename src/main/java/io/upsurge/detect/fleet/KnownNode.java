package io.upsurge.detect.fleet;

import io.upsurge.detect.node.Phase;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.model.Signal.Kind;
import java.util.List;
import java.util.Optional;

/** A known node, its rows of a window, and what is remembered of it by the number of the key. */
final class KnownNode {
    private final NodeHistory history;
    private final Optional<SeenRow> settled;
    private final Optional<SeenRow> warming;
    private final List<GroupId> keys;
    private final GroupHistory[] groups;

    /**
     * A node in a window.
     *
     * @param history what is remembered of it
     * @param rows its rows, in the order of time; may be empty
     * @param keys groups of the workload's keys; the number of a key is its place here
     */
    KnownNode(NodeHistory history, List<SeenRow> rows, List<GroupId> keys) {
        this.history = history;
        this.settled = settled(rows);
        this.warming = warming(rows);
        this.keys = keys;
        this.groups = new GroupHistory[keys.size()];
        for (int key = 0; key < groups.length; key++) {
            groups[key] = history.remembered(keys.get(key));
        }
    }

    private static Optional<SeenRow> settled(List<SeenRow> rows) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        SeenRow last = rows.get(rows.size() - 1);
        boolean oneRun = rows.stream()
                .allMatch(seen -> seen.row().version().equals(last.row().version())
                        && seen.row().restartedMs() == last.row().restartedMs());
        return oneRun && last.row().phase() == Phase.STEADY ? Optional.of(last) : Optional.empty();
    }

    private static Optional<SeenRow> warming(List<SeenRow> rows) {
        return rows.size() == 1 && rows.get(0).row().phase() == Phase.WARMING
                ? Optional.of(rows.get(0))
                : Optional.empty();
    }

    NodeHistory history() {
        return history;
    }

    /** The settled part of a window in which the node ran one version without a restart; empty where there is none. */
    Optional<SeenRow> settled() {
        return settled;
    }

    /** The row if the node ran one version, restarted not long ago, over the whole window. */
    Optional<SeenRow> warming() {
        return warming;
    }

    /** See {@link NodeHistory#of}. */
    GroupHistory of(int key, Kind kind) {
        return groups[key] != null ? groups[key] : history.of(keys.get(key), kind);
    }

    /** See {@link NodeHistory#keep}. */
    GroupHistory keep(int key, Kind kind) {
        if (groups[key] == null) {
            groups[key] = history.keep(keys.get(key), kind);
        }
        return groups[key];
    }
}
