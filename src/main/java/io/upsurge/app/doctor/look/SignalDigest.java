package io.upsurge.app.doctor.look;

import io.upsurge.model.SeriesId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was seen of one configured signal, over all workloads it is about. */
public final class SignalDigest {
    private static final int MAX_GROUPS = 100_000;

    private final Set<String> nodes = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    private final Map<String, Long> missingLabels = new HashMap<>();
    private Optional<SeriesId> example = Optional.empty();
    private String exampleNode = "";
    private long series;
    private long base;
    private long covariates;
    private boolean moved;

    SignalDigest() {}

    void see(SeriesId id, String node, String group, Iterable<String> groupBy) {
        series++;
        nodes.add(node);
        if (groups.size() < MAX_GROUPS) {
            groups.add(group);
        }
        for (String label : groupBy) {
            if (id.label(label).isEmpty()) {
                missingLabels.merge(label, 1L, Long::sum);
            }
        }
        if (example.isEmpty()) {
            example = Optional.of(id);
            exampleNode = node;
        }
    }

    void seeBase() {
        base++;
    }

    void seeCovariate() {
        covariates++;
    }

    void move() {
        moved = true;
    }

    /** Series that are counted, on all nodes. */
    public long series() {
        return series;
    }

    /** Series that count what a mean or a share is taken of, on all nodes. */
    public long base() {
        return base;
    }

    /** Series of the covariate, on all nodes. */
    public long covariates() {
        return covariates;
    }

    /** Nodes with a series that is counted. */
    public int nodes() {
        return nodes.size();
    }

    /** Groups seen. */
    public int groups() {
        return groups.size();
    }

    /** Group-by labels that series do not have, and how many series. */
    public Map<String, Long> missingLabels() {
        return missingLabels;
    }

    /** One of the series. */
    public Optional<SeriesId> example() {
        return example;
    }

    /** Where the example was seen. */
    public String exampleNode() {
        return exampleNode;
    }

    /** Whether any of the series changed its value. */
    public boolean moved() {
        return moved;
    }
}
