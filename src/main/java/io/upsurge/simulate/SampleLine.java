package io.upsurge.simulate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A line of {@code samples.jsonl}. The names are those of {@code schemas/node-sample.avsc}; what is unknown is left out.
 *
 * @param kind what the line is
 * @param cluster name of the cluster
 * @param node name of the node; null for heartbeats
 * @param timestamp instant, milliseconds since 1970-01-01T00:00Z
 * @param namespace namespace of the DaemonSet; null for heartbeats
 * @param daemonset name of the DaemonSet; null for heartbeats
 * @param container name of the container; null for heartbeats
 * @param podUid UID of the pod; null where unknown
 * @param startTime start of the process, milliseconds since 1970-01-01T00:00Z; null where unknown
 * @param series the series; null for heartbeats
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SampleLine(
        Kind kind,
        String cluster,
        String node,
        long timestamp,
        String namespace,
        String daemonset,
        String container,
        String podUid,
        Long startTime,
        List<Series> series) {

    /** What a line is. */
    enum Kind {
        SCRAPE,
        HEARTBEAT,
        END
    }

    /**
     * A series and its value.
     *
     * @param metric name of the metric
     * @param labels its labels; null for none
     * @param value the value
     * @param stale true where the source marked the series as ended; null otherwise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Series(String metric, Map<String, String> labels, double value, Boolean stale) {

        static Series of(Scrape.Point point) {
            Map<String, String> labels = point.series().labels();
            return new Series(
                    point.series().metric(),
                    labels.isEmpty() ? null : labels,
                    point.value(),
                    point.stale() ? true : null);
        }
    }

    static SampleLine of(SampleRecord record) {
        if (record instanceof Heartbeat heartbeat) {
            Kind kind = heartbeat.end() ? Kind.END : Kind.HEARTBEAT;
            return new SampleLine(
                    kind, heartbeat.cluster(), null, heartbeat.timeMs(), null, null, null, null, null, null);
        }
        Scrape scrape = (Scrape) record;
        List<Series> series = new ArrayList<>(scrape.points().size());
        scrape.points().forEach(point -> series.add(Series.of(point)));
        return new SampleLine(
                Kind.SCRAPE,
                scrape.cluster(),
                scrape.node(),
                scrape.timeMs(),
                scrape.workload().namespace(),
                scrape.workload().daemonset(),
                scrape.workload().container(),
                scrape.podUid().isEmpty() ? null : scrape.podUid(),
                scrape.startMs() == 0 ? null : scrape.startMs(),
                series);
    }
}
