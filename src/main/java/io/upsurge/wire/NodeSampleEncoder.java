package io.upsurge.wire;

import io.upsurge.avro.NodeSample;
import io.upsurge.avro.SampleKind;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.Workload;
import java.io.IOException;
import java.util.List;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;

/**
 * Writes samples with our own schema straight from the model; what says which series it is, is written once and copied. Gives
 * exactly the bytes that Avro's own writer gives. Not safe for use by several threads.
 */
final class NodeSampleEncoder implements RecordWriter<SampleRecord> {
    private static final int ABSENT = 0;
    private static final int PRESENT = 1;

    private final SampleCodec codec;
    private final DatumWriter<NodeSample> avro;
    private final SeriesBytes seriesBytes;

    /**
     * An encoder.
     *
     * @param codec makes what is no scrape an Avro record
     * @param avro writes that record
     * @param seriesBytes the bytes of series, which encoders may share
     */
    NodeSampleEncoder(SampleCodec codec, DatumWriter<NodeSample> avro, SeriesBytes seriesBytes) {
        this.codec = codec;
        this.avro = avro;
        this.seriesBytes = seriesBytes;
    }

    @Override
    public void write(SampleRecord model, Encoder out) throws IOException {
        if (model instanceof Scrape scrape) {
            scrape(scrape, out);
        } else {
            avro.write(codec.toAvro(model), out);
        }
    }

    private void scrape(Scrape scrape, Encoder out) throws IOException {
        List<Scrape.Point> points = scrape.points();
        for (int i = 0; i < points.size(); i++) {
            SampleCodec.requireMetric(points.get(i).series().metric(), i);
        }
        Workload workload = scrape.workload();
        out.writeEnum(SampleKind.SCRAPE.ordinal());
        out.writeString(workload.cluster());
        out.writeString(scrape.node());
        out.writeLong(scrape.timeMs());
        out.writeString(workload.namespace());
        out.writeString(workload.daemonset());
        out.writeString(workload.container());
        out.writeIndex(scrape.podUid().isEmpty() ? ABSENT : PRESENT);
        if (!scrape.podUid().isEmpty()) {
            out.writeString(scrape.podUid());
        }
        out.writeIndex(scrape.startMs() == 0 ? ABSENT : PRESENT);
        if (scrape.startMs() != 0) {
            out.writeLong(scrape.startMs());
        }
        out.writeArrayStart();
        out.setItemCount(points.size());
        for (Scrape.Point point : points) {
            out.startItem();
            out.writeFixed(seriesBytes.of(point.series()));
            out.writeDouble(point.value());
            out.writeBoolean(point.stale());
        }
        out.writeArrayEnd();
    }
}
