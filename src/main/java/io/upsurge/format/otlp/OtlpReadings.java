package io.upsurge.format.otlp;

import io.upsurge.format.Excerpt;
import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.ReadingSink;
import io.upsurge.format.SeriesLabels;
import io.upsurge.format.Trait;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Makes readings of points: the same for both encodings. */
final class OtlpReadings {
    private static final int MAX_LABELS = 128;
    private static final String DELTA =
            ": changes since the last export cannot be used; have the collector send running totals, with the processor"
                    + " deltatocumulative before its exporter";

    private final ReadingSink sink;
    private final Notes notes;
    private final Map<String, String> resource = new TreeMap<>();
    private Metric metric;
    private String name = "";
    private int points;

    OtlpReadings(ReadingSink sink, Notes notes) {
        this.sink = sink;
        this.notes = notes;
    }

    /** Another resource begins: the points that follow have its attributes too. */
    Map<String, String> resource() {
        resource.clear();
        return resource;
    }

    /** Another metric begins; says whether its points can be used. */
    boolean begin(Metric next) {
        metric = next;
        name = Names.metric(next.name());
        points = 0;
        if (next.name().isEmpty()) {
            notes.refused("a metric without name");
            return false;
        }
        if (next.isDelta()) {
            notes.met(Trait.DELTA);
            notes.refused("metric " + Excerpt.of(next.name()) + DELTA);
            return false;
        }
        return true;
    }

    /** A point of the metric that began last. */
    void point(Point point) {
        points++;
        notes.met(metric.kind().trait());
        try {
            give(point);
        } catch (FormatException e) {
            refuse(e);
        }
    }

    /** A point of the metric that began last, which could not even be read. */
    void unreadable(FormatException why) {
        points++;
        refuse(why);
    }

    private void refuse(FormatException why) {
        notes.refused("metric " + Excerpt.of(metric.name()) + ", point " + points + ": " + why.getMessage());
    }

    private void give(Point point) throws FormatException {
        long timeMs = point.check();
        TreeMap<String, String> labels = new TreeMap<>(resource);
        labels.putAll(point.labels);
        if (labels.size() > MAX_LABELS) {
            throw new FormatException("more than " + MAX_LABELS + " attributes");
        }
        boolean stale = point.isStale();
        long startMs = metric.isCumulative() ? point.startMs() : 0;
        if (metric.isCumulative() && startMs == 0) {
            notes.met(Trait.NO_START_TIME);
        }
        if (metric.kind() == MetricKind.GAUGE || metric.kind() == MetricKind.SUM) {
            if (!point.hasValue && !stale) {
                throw new FormatException("no value");
            }
            sink.accept(SeriesLabels.of(name, labels), timeMs, point.value, stale, startMs);
            return;
        }
        sink.accept(SeriesLabels.of(name + "_count", labels), timeMs, unsigned(point.count), stale, startMs);
        // A summary always has a sum: zero is not written.
        if (point.hasSum || stale || metric.kind() == MetricKind.SUMMARY) {
            sink.accept(SeriesLabels.of(name + "_sum", labels), timeMs, point.sum, stale, startMs);
        }
        double below = 0;
        for (int bucket = 0; bucket < point.buckets(); bucket++) {
            below += unsigned(point.bucketCount(bucket));
            labels.put("le", bound(point.bound(bucket)));
            sink.accept(SeriesLabels.of(name + "_bucket", labels), timeMs, below, stale, startMs);
        }
    }

    private static double unsigned(long count) {
        return count >= 0 ? count : 2.0 * (count >>> 1);
    }

    private static String bound(double bound) {
        if (Double.isNaN(bound)) {
            return "NaN";
        }
        if (Double.isInfinite(bound)) {
            return bound > 0 ? "+Inf" : "-Inf";
        }
        String text = Double.toString(bound);
        return text.endsWith(".0")
                ? text.substring(0, text.length() - 2)
                : new BigDecimal(text).stripTrailingZeros().toPlainString();
    }
}
