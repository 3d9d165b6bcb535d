package io.upsurge.format.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.upsurge.format.FormatException;
import io.upsurge.format.ReadingSink;
import io.upsurge.format.SeriesLabels;
import io.upsurge.format.StaleMarker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The series of a request, one after the other: collects the fields of a series in whatever order they come, and hands its
 * samples on at its end. Of one request, for one thread.
 */
final class SeriesReader {
    private static final int SAMPLE_VALUE = 1 << 3 | WireFormat.WIRETYPE_FIXED64;
    private static final int SAMPLE_TIME = 2 << 3 | WireFormat.WIRETYPE_VARINT;
    private static final int SAMPLE_START = 3 << 3 | WireFormat.WIRETYPE_VARINT;

    private final SeriesDirectory directory;
    private final WriteLimits limits;
    private final ReadingSink sink;

    private final ByteRanges labels;
    private final ByteRanges metric;
    private String problem;
    private long[] times = new long[4];
    private long[] values = new long[4];
    private long[] starts = new long[4];
    private int sampleCount;
    private int histogramCount;
    private int exemplarCount;
    private long createdMs;

    private long samples;
    private long filtered;
    private long kept;
    private long refusedSamples;
    private long histograms;
    private long refusedHistograms;
    private long exemplars;
    private long refusedExemplars;
    private long refusedSeries;
    private final List<String> refusals = new ArrayList<>();

    SeriesReader(byte[] bytes, SeriesDirectory directory, WriteLimits limits, ReadingSink sink) {
        this.directory = directory;
        this.limits = limits;
        this.sink = sink;
        this.labels = new ByteRanges(bytes, 2 * limits.maxLabels());
        this.metric = new ByteRanges(bytes, 1);
    }

    void begin() {
        labels.clear();
        metric.clear();
        problem = null;
        sampleCount = 0;
        histogramCount = 0;
        exemplarCount = 0;
        createdMs = 0;
    }

    /** A label: where its name and value lie, and their hashes. */
    void label(int name, int nameLength, int nameHash, int value, int valueLength, int valueHash) {
        if (labels.isFull()) {
            problem("it has more than " + limits.maxLabels() + " labels");
            return;
        }
        labels.add(name, nameLength, nameHash);
        labels.add(value, valueLength, valueHash);
        if (SeriesDirectory.endsInMetric(labels) && !metric.isFull()) {
            metric.add(value, valueLength, valueHash);
        }
    }

    /** Says what is wrong with this series; the first word counts. */
    void problem(String why) {
        if (problem == null) {
            problem = why;
        }
    }

    /** Reads a sample up to the limit of the stream. */
    void sample(CodedInputStream in) throws IOException, FormatException {
        long time = 0;
        long value = 0;
        long start = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case SAMPLE_VALUE -> value = in.readRawLittleEndian64();
                case SAMPLE_TIME -> time = in.readRawVarint64();
                case SAMPLE_START -> start = in.readRawVarint64();
                default -> Fields.skip(in, tag);
            }
        }
        if (sampleCount == times.length) {
            if (sampleCount >= limits.maxSamples()) {
                throw new FormatException("a series with more than " + limits.maxSamples() + " samples");
            }
            int larger = Math.min(2 * sampleCount, limits.maxSamples());
            times = Arrays.copyOf(times, larger);
            values = Arrays.copyOf(values, larger);
            starts = Arrays.copyOf(starts, larger);
        }
        times[sampleCount] = time;
        values[sampleCount] = value;
        starts[sampleCount] = start;
        sampleCount++;
    }

    void histogram() {
        histogramCount++;
    }

    void exemplar() {
        exemplarCount++;
    }

    /** Since when the values of the whole series count, as release candidates before 2.0-rc.4 said it. */
    void created(long ms) {
        createdMs = ms;
    }

    /**
     * The series is complete.
     *
     * @throws FormatException if the request holds more samples than it may
     */
    void end() throws FormatException {
        samples += sampleCount;
        histograms += histogramCount;
        exemplars += exemplarCount;
        try {
            emit();
        } catch (BadSeriesException e) {
            refusedSamples += sampleCount;
            refusedHistograms += histogramCount;
            refusedExemplars += exemplarCount;
            refusedSeries++;
            if (refusals.size() < WriteSummary.MAX_REFUSALS) {
                refusals.add(e.getMessage());
            }
        }
    }

    private void emit() throws BadSeriesException, FormatException {
        if (metric.count() == 0 || metric.length(0) == 0) {
            throw SeriesDirectory.bad(labels, problem == null ? "it has no " + SeriesLabels.NAME : problem);
        }
        if (!directory.wants(metric)) {
            filtered += sampleCount;
            return;
        }
        if (problem != null) {
            throw SeriesDirectory.bad(labels, problem);
        }
        SeriesLabels series = directory.find(labels);
        kept += sampleCount;
        if (kept > limits.maxSamples()) {
            throw new FormatException("more than " + limits.maxSamples() + " samples in a request");
        }
        for (int i = 0; i < sampleCount; i++) {
            sink.accept(
                    series,
                    times[i],
                    Double.longBitsToDouble(values[i]),
                    StaleMarker.is(values[i]),
                    starts[i] == 0 ? createdMs : starts[i]);
        }
    }

    WriteSummary summary() {
        return new WriteSummary(
                samples,
                filtered,
                refusedSamples,
                histograms,
                refusedHistograms,
                exemplars,
                refusedExemplars,
                refusedSeries,
                refusals);
    }
}
