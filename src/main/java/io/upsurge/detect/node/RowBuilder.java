package io.upsurge.detect.node;

import io.upsurge.detect.node.NodeRow.Cell;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A row that is being filled. */
final class RowBuilder {
    private final String version;
    private final Phase phase;
    private final long versionSinceMs;
    private final long restartedMs;
    private final Map<GroupId, Cell> cells = new LinkedHashMap<>();
    private long exposureMs;

    RowBuilder(String version, Phase phase, long versionSinceMs, long restartedMs) {
        this.version = version;
        this.phase = phase;
        this.versionSinceMs = versionSinceMs;
        this.restartedMs = restartedMs;
    }

    boolean isFor(String otherVersion, Phase otherPhase, long otherRestartedMs) {
        return version.equals(otherVersion) && phase == otherPhase && restartedMs == otherRestartedMs;
    }

    /** Time the container was observed, milliseconds. */
    void addExposure(long milliseconds) {
        exposureMs += milliseconds;
    }

    void addCalls(GroupId group, double calls, double base, long milliseconds) {
        Cell old = cells.get(group);
        cells.put(group, old == null ? new Cell(calls, milliseconds, 0, base) : old.plus(calls, base, milliseconds));
    }

    /** A group called for the first time: until now it made no call, and that was observed. */
    void addFirstCalls(GroupId group, double calls, double base) {
        cells.put(group, new Cell(calls, exposureMs, 0, base));
    }

    void addBurst(GroupId group, double calls) {
        cells.merge(group, new Cell(0, 0, calls, 0), (old, more) -> old.plusBurst(calls));
    }

    /** The finished row; a group that has called before but was in no scrape gets an empty cell. */
    NodeRow build(String node, Collection<GroupId> knownGroups, Map<String, Double> covariates, String zone) {
        knownGroups.forEach(group -> cells.putIfAbsent(group, Cell.NOTHING));
        return new NodeRow(node, version, versionSinceMs, restartedMs, phase, exposureMs, cells, covariates, zone);
    }

    void pack(Packer out) {
        out.name(version)
                .number(phase.ordinal())
                .number(versionSinceMs)
                .number(restartedMs)
                .number(exposureMs);
        out.number(cells.size());
        cells.forEach((group, cell) -> {
            out.name(group.signal()).name(group.group());
            CellForm.pack(cell, exposureMs, out);
        });
    }

    static RowBuilder unpack(Unpacker in) {
        RowBuilder row = new RowBuilder(in.name(), Phase.values()[(int) in.number()], in.number(), in.number());
        row.exposureMs = in.number();
        for (int i = in.count(); i > 0; i--) {
            row.cells.put(new GroupId(in.name(), in.name()), CellForm.unpack(row.exposureMs, in));
        }
        return row;
    }
}
