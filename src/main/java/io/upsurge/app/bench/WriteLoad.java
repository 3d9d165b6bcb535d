package io.upsurge.app.bench;

import io.upsurge.format.remotewrite.WriteMessage;
import io.upsurge.model.SeriesId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Requests that are ready to be sent.
 *
 * @param message the protocol
 * @param bodies compressed; sent by reference, not to be changed
 * @param samples samples in them
 * @param kept samples of series that a signal asks for
 */
record WriteLoad(WriteMessage message, List<byte[]> bodies, long samples, long kept) {
    private static final long INTERVAL_MS = 30_000;
    private static final int BUCKETS = 12;

    /** Length of all bodies, bytes. */
    long bytes() {
        return bodies.stream().mapToLong(body -> body.length).sum();
    }

    /**
     * Of a plan: nodes with the labels that a Prometheus in a cluster gives them, one scrape after the other.
     *
     * @param endMs time of the last scrape, milliseconds since 1970-01-01T00:00Z
     */
    static WriteLoad of(IngestPlan plan, IngestPlan.Traffic traffic, long endMs) {
        int allSeries = plan.allSeries(traffic);
        int scrapes = plan.scrapes(traffic);
        List<byte[]> bodies = new ArrayList<>();
        List<WriteBody.Series> body = new ArrayList<>();
        for (int scrape = 0; scrape < scrapes; scrape++) {
            long timeMs = endMs - (scrapes - 1 - scrape) * INTERVAL_MS;
            for (int node = 0; node < plan.nodes(); node++) {
                for (int i = 0; i < allSeries; i++) {
                    SeriesId series = i < plan.series() ? BenchFleet.seriesOf(i) : unwanted(i - plan.series());
                    body.add(new WriteBody.Series(
                            labels(node, series), timeMs, 1_000.0 + node + (scrape + 1.0) * (i % 10 + 1)));
                }
                if (body.size() + allSeries > plan.perRequest()) {
                    bodies.add(WriteBody.of(traffic.message(), body));
                    body.clear();
                }
            }
        }
        if (!body.isEmpty()) {
            bodies.add(WriteBody.of(traffic.message(), body));
        }
        long ofAllNodes = (long) scrapes * plan.nodes();
        return new WriteLoad(traffic.message(), bodies, ofAllNodes * allSeries, ofAllNodes * plan.series());
    }

    /** A series of a histogram that no signal asks for. */
    private static SeriesId unwanted(int index) {
        return new SeriesId(
                "http_request_duration_seconds_bucket",
                Map.of("handler", "/v1/thing" + index / BUCKETS, "le", Integer.toString(1 << index % BUCKETS)));
    }

    private static List<String> labels(int node, SeriesId series) {
        String name = BenchFleet.nodeName(node);
        Map<String, String> labels = new TreeMap<>(series.labels());
        labels.put("__name__", series.metric());
        labels.put("cluster", BenchFleet.CLUSTER);
        labels.put("container", "aws-node");
        labels.put("instance", name + ":61678");
        labels.put("job", "kube-system/aws-node");
        labels.put("namespace", "kube-system");
        labels.put("node", name);
        labels.put(
                "pod",
                "aws-node-"
                        + Integer.toString(60_466_176 + node, Character.MAX_RADIX)
                                .substring(1));
        List<String> pairs = new ArrayList<>(2 * labels.size());
        labels.forEach((label, value) -> pairs.addAll(List.of(label, value)));
        return pairs;
    }
}
