package io.upsurge.wire;

import io.upsurge.avro.NodeSample;
import io.upsurge.avro.SampleKind;
import io.upsurge.avro.SeriesValue;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.NodeId;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Scrapes and heartbeats. */
final class SampleCodec implements ModelCodec<SampleRecord, NodeSample> {

    @Override
    public Schema contract() {
        return ContractSchemas.nodeSample();
    }

    @Override
    public Schema compiled() {
        return NodeSample.getClassSchema();
    }

    @Override
    public Class<NodeSample> avroClass() {
        return NodeSample.class;
    }

    @Override
    public NodeSample toAvro(SampleRecord model) {
        if (model instanceof Scrape scrape) {
            return scrape(scrape);
        }
        Heartbeat heartbeat = (Heartbeat) model;
        requireCluster(heartbeat.cluster());
        SampleKind kind = heartbeat.end() ? SampleKind.END : SampleKind.HEARTBEAT;
        return new NodeSample(kind, heartbeat.cluster(), "", heartbeat.timeMs(), "", "", "", null, null, List.of());
    }

    private static NodeSample scrape(Scrape scrape) {
        NodeId node = scrape.nodeId();
        Workload workload = scrape.workload();
        List<SeriesValue> series = new ArrayList<>(scrape.points().size());
        for (Scrape.Point point : scrape.points()) {
            requireMetric(point.series().metric(), series.size());
            series.add(new SeriesValue(point.series().metric(), point.series().labels(), point.value(), point.stale()));
        }
        return new NodeSample(
                SampleKind.SCRAPE,
                node.cluster(),
                node.node(),
                scrape.timeMs(),
                workload.namespace(),
                workload.daemonset(),
                workload.container(),
                scrape.podUid().isEmpty() ? null : scrape.podUid(),
                scrape.startMs() == 0 ? null : scrape.startMs(),
                series);
    }

    @Override
    public SampleRecord toModel(NodeSample avro) {
        if (avro.getKind() != SampleKind.SCRAPE) {
            requireNoSeries(avro.getKind(), avro.getSeries().size());
            requireClusterWide(
                    avro.getKind(),
                    avro.getCluster(),
                    avro.getNode(),
                    avro.getNamespace(),
                    avro.getDaemonset(),
                    avro.getContainer());
            return new Heartbeat(avro.getCluster(), avro.getTimestamp(), avro.getKind() == SampleKind.END);
        }
        NodeId node = new NodeId(avro.getCluster(), avro.getNode());
        Workload workload = new Workload(node.cluster(), avro.getNamespace(), avro.getDaemonset(), avro.getContainer());
        List<Scrape.Point> points = new ArrayList<>(avro.getSeries().size());
        for (SeriesValue value : avro.getSeries()) {
            requireMetric(value.getMetric(), points.size());
            points.add(point(new SeriesId(value.getMetric(), value.getLabels()), value.getValue(), value.getStale()));
        }
        return new Scrape(
                workload,
                node.node(),
                avro.getTimestamp(),
                avro.getPodUid() == null ? "" : avro.getPodUid(),
                avro.getStartTime() == null ? 0 : avro.getStartTime(),
                points);
    }

    /** A value that is not a number says nothing, marked stale or not. */
    static Scrape.Point point(SeriesId series, double value, boolean stale) {
        return new Scrape.Point(series, value, stale || Double.isNaN(value));
    }

    static void requireMetric(String metric, int index) {
        if (metric.isEmpty()) {
            throw new IllegalArgumentException("metric of series " + index + " is empty");
        }
    }

    /** A heartbeat with a node would move the clock of the whole cluster for that node's sake. */
    static void requireClusterWide(
            SampleKind kind, String cluster, String node, String namespace, String daemonset, String container) {
        requireCluster(cluster);
        requireAbsent(kind, "node", node);
        requireAbsent(kind, "namespace", namespace);
        requireAbsent(kind, "daemonset", daemonset);
        requireAbsent(kind, "container", container);
    }

    static void requireNoSeries(SampleKind kind, int count) {
        if (count > 0) {
            throw new IllegalArgumentException(kind + " speaks for its whole cluster, but has series");
        }
    }

    private static void requireCluster(String cluster) {
        if (cluster.isEmpty()) {
            throw new IllegalArgumentException("cluster is empty");
        }
    }

    private static void requireAbsent(SampleKind kind, String field, String value) {
        if (!value.isEmpty()) {
            throw new IllegalArgumentException(
                    kind + " speaks for its whole cluster, but " + field + " is '" + value + "'");
        }
    }
}
