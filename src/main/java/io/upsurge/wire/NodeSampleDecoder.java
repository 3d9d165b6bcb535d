package io.upsurge.wire;

import io.upsurge.avro.SampleKind;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.NodeId;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Workload;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads samples written with our own schema straight into the model. Names and series repeat in every scrape; they are
 * recognised by their bytes and built once, so that a scrape costs little more than its points. Gives exactly what
 * {@link ResolvingReader} gives for the same bytes. Not safe for use by several threads.
 */
final class NodeSampleDecoder implements RecordReader<SampleRecord>, BlockReader<SampleRecord> {
    private static final SampleKind[] KINDS = SampleKind.values();
    /** Length of the metric, end of the labels, value, stale. */
    private static final int LEAST_SERIES_BYTES = 1 + 1 + Double.BYTES + 1;

    private final AvroCursor cursor = new AvroCursor();
    private final AvroCursor part = new AvroCursor();
    private final InternTable<NodeId> nodes = new InternTable<>();
    private final InternTable<Workload> workloads = new InternTable<>();
    private final InternTable<String> podUids = new InternTable<>();
    private final InternTable<SeriesId> seriesIds = new InternTable<>();
    private byte[] workloadKey = new byte[256];

    @Override
    public SampleRecord read(byte[] value, int from) {
        cursor.reset(value, from, value.length);
        SampleRecord sample = sample(value);
        cursor.requireEnd();
        return sample;
    }

    @Override
    public void readBlock(byte[] block, long count, Consumer<? super SampleRecord> to) {
        cursor.reset(block, 0, block.length);
        for (long i = 0; i < count; i++) {
            to.accept(sample(block));
        }
        cursor.requireEnd();
    }

    private SampleRecord sample(byte[] value) {
        try {
            SampleKind kind = kind();
            return kind == SampleKind.SCRAPE ? scrape(value) : heartbeat(kind);
        } catch (IllegalArgumentException e) {
            throw WireException.refused(e.getMessage());
        }
    }

    private SampleKind kind() {
        int index = cursor.readInt();
        if (index < 0 || index >= KINDS.length) {
            throw cursor.malformed("kind " + index + " does not exist");
        }
        return KINDS[index];
    }

    private Heartbeat heartbeat(SampleKind kind) {
        String cluster = cursor.readString();
        String node = cursor.readString();
        long timeMs = cursor.readLong();
        String namespace = cursor.readString();
        String daemonset = cursor.readString();
        String container = cursor.readString();
        if (present()) {
            cursor.skipString();
        }
        if (present()) {
            cursor.readLong();
        }
        SampleCodec.requireNoSeries(kind, cursor.readBlock());
        SampleCodec.requireClusterWide(kind, cluster, node, namespace, daemonset, container);
        return new Heartbeat(cluster, timeMs, kind == SampleKind.END);
    }

    private Scrape scrape(byte[] value) {
        int clusterAt = cursor.position();
        cursor.skipString();
        int clusterEnd = cursor.position();
        cursor.skipString();
        NodeId node = node(value, clusterAt, cursor.position());
        long timeMs = cursor.readLong();
        int workloadAt = cursor.position();
        cursor.skipString();
        cursor.skipString();
        cursor.skipString();
        Workload workload = workload(value, clusterAt, clusterEnd, workloadAt, cursor.position());
        String podUid = present() ? podUid(value) : "";
        long startMs = present() ? cursor.readLong() : 0;
        return new Scrape(workload, node.node(), timeMs, podUid, startMs, points(value));
    }

    private boolean present() {
        int branch = cursor.readInt();
        if (branch != 0 && branch != 1) {
            throw cursor.malformed("branch " + branch + " of a union of two");
        }
        return branch == 1;
    }

    private NodeId node(byte[] value, int from, int to) {
        NodeId known = nodes.get(value, from, to);
        if (known != null) {
            return known;
        }
        part.reset(value, from, to);
        return nodes.put(value, from, to, new NodeId(part.readString(), part.readString()));
    }

    /** The cluster is part of a workload, but its bytes stand apart: the key is both parts together. */
    private Workload workload(byte[] value, int clusterAt, int clusterEnd, int from, int to) {
        int clusterLength = clusterEnd - clusterAt;
        int length = clusterLength + to - from;
        if (length > workloadKey.length) {
            workloadKey = new byte[length];
        }
        System.arraycopy(value, clusterAt, workloadKey, 0, clusterLength);
        System.arraycopy(value, from, workloadKey, clusterLength, to - from);
        Workload known = workloads.get(workloadKey, 0, length);
        if (known != null) {
            return known;
        }
        part.reset(workloadKey, 0, length);
        return workloads.put(
                workloadKey,
                0,
                length,
                new Workload(part.readString(), part.readString(), part.readString(), part.readString()));
    }

    private String podUid(byte[] value) {
        int from = cursor.position();
        cursor.skipString();
        String known = podUids.get(value, from, cursor.position());
        if (known != null) {
            return known;
        }
        part.reset(value, from, cursor.position());
        return podUids.put(value, from, cursor.position(), part.readString());
    }

    private List<Scrape.Point> points(byte[] value) {
        Scrape.Point[] points = {};
        int read = 0;
        for (int count = cursor.readBlock(); count > 0; count = cursor.readBlock()) {
            if (count > cursor.remaining() / LEAST_SERIES_BYTES) {
                throw cursor.malformed(count + " series announced, " + cursor.remaining() + " bytes are left");
            }
            points = Arrays.copyOf(points, read + count);
            while (read < points.length) {
                SeriesId series = series(value, read);
                points[read++] = SampleCodec.point(series, cursor.readDouble(), cursor.readBoolean());
            }
        }
        return List.of(points);
    }

    private SeriesId series(byte[] value, int index) {
        int from = cursor.position();
        cursor.skipString();
        for (int count = cursor.readBlock(); count > 0; count = cursor.readBlock()) {
            for (int i = 0; i < count; i++) {
                cursor.skipString();
                cursor.skipString();
            }
        }
        SeriesId known = seriesIds.get(value, from, cursor.position());
        if (known != null) {
            return known;
        }
        part.reset(value, from, cursor.position());
        String metric = part.readString();
        SampleCodec.requireMetric(metric, index);
        return seriesIds.put(value, from, cursor.position(), new SeriesId(metric, labels()));
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int count = part.readBlock(); count > 0; count = part.readBlock()) {
            for (int i = 0; i < count; i++) {
                labels.put(part.readString(), part.readString());
            }
        }
        return labels;
    }
}
