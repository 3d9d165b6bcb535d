package io.upsurge.format.remotewrite;

import com.google.protobuf.CodedInputStream;
import io.upsurge.format.FormatException;
import java.io.IOException;

/**
 * Reads {@code io.prometheus.write.v2.Request}. The start of counting may stand at the series, as up to 2.0-rc.3, or at the
 * sample, as from rc.4 on.
 */
final class RequestV2 {
    private static final int SYMBOLS = Fields.delimited(4);
    private static final int TIMESERIES = Fields.delimited(5);
    private static final int LABEL_REFERENCES = Fields.delimited(1);
    private static final int LABEL_REFERENCE = Fields.varint(1);
    private static final int SAMPLES = Fields.delimited(2);
    private static final int HISTOGRAMS = Fields.delimited(3);
    private static final int EXEMPLARS = Fields.delimited(4);
    private static final int CREATED = Fields.varint(6);
    private static final int NONE = -1;

    private final CodedInputStream in;
    private final Symbols symbols;
    private final SeriesReader series;
    private int openName;

    RequestV2(CodedInputStream in, Symbols symbols, SeriesReader series) {
        this.in = in;
        this.symbols = symbols;
        this.series = series;
    }

    /** Reads the symbols alone: they need not stand before the series that refer to them. */
    static Symbols symbols(byte[] bytes, CodedInputStream in, int max) throws IOException, FormatException {
        Symbols symbols = new Symbols(bytes, max);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == SYMBOLS) {
                int length = in.readRawVarint32();
                int start = in.getTotalBytesRead();
                in.skipRawBytes(length);
                symbols.add(start, length);
            } else {
                Fields.skip(in, tag);
            }
        }
        symbols.complete();
        return symbols;
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
        openName = NONE;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == LABEL_REFERENCES) {
                int outer = in.pushLimit(in.readRawVarint32());
                while (in.getBytesUntilLimit() > 0) {
                    reference(in.readRawVarint32());
                }
                in.popLimit(outer);
            } else if (tag == LABEL_REFERENCE) {
                reference(in.readRawVarint32());
            } else if (tag == SAMPLES) {
                int outer = in.pushLimit(in.readRawVarint32());
                series.sample(in);
                in.popLimit(outer);
            } else if (tag == CREATED) {
                series.created(in.readRawVarint64());
            } else {
                if (tag == EXEMPLARS) {
                    series.exemplar();
                } else if (tag == HISTOGRAMS) {
                    series.histogram();
                }
                Fields.skip(in, tag);
            }
        }
        if (openName != NONE) {
            series.problem("an odd number of label references");
        }
        series.end();
    }

    private void reference(int symbol) {
        if (!symbols.has(symbol)) {
            series.problem(
                    "reference " + Integer.toUnsignedString(symbol) + " to one of " + symbols.count() + " symbols");
        } else if (openName == NONE) {
            openName = symbol;
        } else {
            series.label(
                    symbols.start(openName),
                    symbols.length(openName),
                    symbols.hash(openName),
                    symbols.start(symbol),
                    symbols.length(symbol),
                    symbols.hash(symbol));
            openName = NONE;
        }
    }
}
