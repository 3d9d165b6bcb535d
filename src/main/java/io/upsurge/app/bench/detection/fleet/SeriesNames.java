package io.upsurge.app.bench.detection.fleet;

import io.upsurge.model.SeriesId;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the fleet and its series are called: containers of {@code aws-node}, one API per key. */
public final class SeriesNames {
    /** The container. */
    public static final Workload WORKLOAD = new Workload("bench", "kube-system", "aws-node", "aws-node");

    private static final String METRIC = "awscni_aws_api_latency_ms_count";

    private SeriesNames() {}

    /** Value of the label {@code api} of a key. */
    public static String api(int key) {
        return key == 0 ? "GetMetadata" : "Describe" + key;
    }

    /** The series of each key. */
    public static List<SeriesId> plain(int keys) {
        return series(keys, "false", "200");
    }

    /** A second series of the same group for each key. */
    static List<SeriesId> errors(int keys) {
        return series(keys, "true", "500");
    }

    private static List<SeriesId> series(int keys, String error, String status) {
        List<SeriesId> names = new ArrayList<>();
        for (int key = 0; key < keys; key++) {
            names.add(new SeriesId(METRIC, Map.of("api", api(key), "error", error, "status", status)));
        }
        return names;
    }
}
