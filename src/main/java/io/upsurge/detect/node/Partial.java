package io.upsurge.detect.node;

import io.upsurge.detect.node.NodeRow.Cell;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.model.Workload;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The rows of one window of one workload from one source partition; what stage one sends to stage two. A large partition
 * sends several chunks.
 *
 * @param workload the workload
 * @param windowEndMs end of the window, milliseconds since 1970-01-01T00:00Z
 * @param source number of the source partition
 * @param chunk number of the chunk, from 0
 * @param corrections node windows closed earlier under a version that a late fact has since corrected
 * @param rows rows in the order of the nodes' names
 */
public record Partial(Workload workload, long windowEndMs, int source, int chunk, int corrections, List<NodeRow> rows) {
    private static final int FORMAT = 2;

    /** Copies the rows. */
    public Partial {
        rows = List.copyOf(rows);
    }

    /** Writes the partial; names of versions and groups are written once. */
    public void pack(Packer out) {
        out.number(FORMAT)
                .text(workload.cluster())
                .text(workload.namespace())
                .text(workload.daemonset())
                .text(workload.container());
        out.number(windowEndMs).number(source).number(chunk).number(corrections);
        Map<String, Integer> versions = new HashMap<>();
        Map<GroupId, Integer> groups = new HashMap<>();
        out.number(rows.size());
        for (NodeRow row : rows) {
            out.text(row.node()).name(row.zone());
            if (isNew(versions, row.version(), out)) {
                out.text(row.version());
            }
            out.number(row.versionSinceMs()).number(row.restartedMs());
            out.number(row.phase().ordinal()).number(row.exposureMs());
            out.number(row.cells().size());
            row.cells().forEach((group, cell) -> {
                if (isNew(groups, group, out)) {
                    out.text(group.signal()).text(group.group());
                }
                CellForm.pack(cell, row.exposureMs(), out);
            });
            out.number(row.covariates().size());
            row.covariates().forEach((selector, value) -> out.name(selector).real(value));
        }
    }

    private static <T> boolean isNew(Map<T, Integer> seen, T name, Packer out) {
        Integer number = seen.get(name);
        out.number(number == null ? seen.size() : number);
        if (number == null) {
            seen.put(name, seen.size());
        }
        return number == null;
    }

    /**
     * Reads what {@link #pack} wrote.
     *
     * @param shared gives the object to use for a group: groups repeat in every row, and one object for all of them makes
     *     looking them up cheap
     */
    public static Partial unpack(Unpacker in, UnaryOperator<GroupId> shared) {
        in.format("the rows of a window", FORMAT);
        Workload workload = new Workload(in.text(), in.text(), in.text(), in.text());
        long windowEndMs = in.number();
        int source = (int) in.number();
        int chunk = (int) in.number();
        int corrections = (int) in.number();
        List<String> versions = new ArrayList<>();
        List<GroupId> groups = new ArrayList<>();
        List<NodeRow> rows = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            String node = in.text();
            String zone = in.name();
            int version = (int) in.number();
            if (version == versions.size()) {
                versions.add(in.text());
            }
            long since = in.number();
            long restarted = in.number();
            Phase phase = Phase.values()[(int) in.number()];
            long exposureMs = in.number();
            int count = in.count();
            Map<GroupId, Cell> cells = new LinkedHashMap<>(count * 2);
            for (int c = count; c > 0; c--) {
                int group = (int) in.number();
                if (group == groups.size()) {
                    groups.add(shared.apply(new GroupId(in.text(), in.text())));
                }
                cells.put(groups.get(group), CellForm.unpack(exposureMs, in));
            }
            Map<String, Double> covariates = covariates(in);
            rows.add(new NodeRow(
                    node, versions.get(version), since, restarted, phase, exposureMs, cells, covariates, zone));
        }
        return new Partial(workload, windowEndMs, source, chunk, corrections, rows);
    }

    private static Map<String, Double> covariates(Unpacker in) {
        int count = in.count();
        Map<String, Double> covariates = count == 0 ? Map.of() : new TreeMap<>();
        for (int i = count; i > 0; i--) {
            covariates.put(in.name(), in.real());
        }
        return covariates;
    }
}
