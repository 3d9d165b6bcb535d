package io.upsurge.format.remotewrite;

import com.google.protobuf.CodedInputStream;
import io.upsurge.format.FormatException;
import java.io.IOException;

/** Reads {@code prometheus.WriteRequest}. */
final class RequestV1 {
    private static final int TIMESERIES = Fields.delimited(1);
    private static final int LABELS = Fields.delimited(1);
    private static final int SAMPLES = Fields.delimited(2);
    private static final int EXEMPLARS = Fields.delimited(3);
    private static final int HISTOGRAMS = Fields.delimited(4);
    private static final int NAME = Fields.delimited(1);
    private static final int VALUE = Fields.delimited(2);

    private final byte[] bytes;
    private final CodedInputStream in;
    private final SeriesReader series;

    RequestV1(byte[] bytes, CodedInputStream in, SeriesReader series) {
        this.bytes = bytes;
        this.in = in;
        this.series = series;
    }

    void read() throws IOException, FormatException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == TIMESERIES) {
                int outer = in.pushLimit(in.readRawVarint32());
                timeseries();
                in.popLimit(outer);
            } else {
                Fields.skip(in, tag);
            }
        }
    }

    private void timeseries() throws IOException, FormatException {
        series.begin();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == LABELS) {
                int outer = in.pushLimit(in.readRawVarint32());
                label();
                in.popLimit(outer);
            } else if (tag == SAMPLES) {
                int outer = in.pushLimit(in.readRawVarint32());
                series.sample(in);
                in.popLimit(outer);
            } else {
                if (tag == EXEMPLARS) {
                    series.exemplar();
                } else if (tag == HISTOGRAMS) {
                    series.histogram();
                }
                Fields.skip(in, tag);
            }
        }
        series.end();
    }

    private void label() throws IOException {
        int name = 0;
        int nameLength = 0;
        int value = 0;
        int valueLength = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == NAME) {
                nameLength = in.readRawVarint32();
                name = in.getTotalBytesRead();
                in.skipRawBytes(nameLength);
            } else if (tag == VALUE) {
                valueLength = in.readRawVarint32();
                value = in.getTotalBytesRead();
                in.skipRawBytes(valueLength);
            } else {
                Fields.skip(in, tag);
            }
        }
        series.label(
                name,
                nameLength,
                ByteRanges.hash(bytes, name, nameLength),
                value,
                valueLength,
                ByteRanges.hash(bytes, value, valueLength));
    }
}
