package io.upsurge.format.remotewrite;

import io.upsurge.format.SeriesLabels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * From the labels of a series as bytes to the series. Remembers series and names of metrics from request to request; the
 * labels of a metric that is not wanted are not even looked at. Safe for use by several threads.
 */
final class SeriesDirectory {
    private static final byte[] NAME = SeriesLabels.NAME.getBytes(StandardCharsets.UTF_8);
    private static final int METRICS_REMEMBERED = 1 << 13;
    private static final int MAX_REMEMBERED_NAME = 256;
    private static final int SHOWN_BYTES = 80;
    private static final int SHOWN_LABELS = 8;

    private final Predicate<String> wants;
    private final WriteLimits limits;
    private final RangeCache<SeriesLabels> series;
    private final RangeCache<Boolean> metrics = new RangeCache<>(METRICS_REMEMBERED);

    /**
     * Knows nothing yet.
     *
     * @param wants whether the series of a metric are wanted; must give the same answer every time
     * @param limits of a series
     */
    SeriesDirectory(Predicate<String> wants, WriteLimits limits) {
        this.wants = wants;
        this.limits = limits;
        this.series = new RangeCache<>(limits.seriesRemembered());
    }

    /**
     * Whether the value at the end of these ranges follows the name {@code __name__}.
     *
     * @param labels names and values in turn, two at least
     */
    static boolean endsInMetric(ByteRanges labels) {
        return labels.is(labels.count() - 2, NAME);
    }

    /**
     * Whether the series of a metric are wanted.
     *
     * @param metric its name, as the only range
     */
    boolean wants(ByteRanges metric) {
        Boolean known = metrics.get(metric);
        if (known != null) {
            return known;
        }
        boolean wanted;
        try {
            wanted = wants.test(metric.text(0));
        } catch (CharacterCodingException e) {
            wanted = false;
        }
        if (metric.totalLength() <= MAX_REMEMBERED_NAME) {
            metrics.put(metric, wanted);
        }
        return wanted;
    }

    /**
     * The series with these labels.
     *
     * @param labels names and values in turn
     * @throws BadSeriesException if they break a rule; says which
     */
    SeriesLabels find(ByteRanges labels) throws BadSeriesException {
        SeriesLabels known = series.get(labels);
        if (known != null) {
            return known;
        }
        if (labels.totalLength() > limits.maxLabelBytes()) {
            throw bad(
                    labels, "its labels take " + labels.totalLength() + " bytes, more than " + limits.maxLabelBytes());
        }
        SeriesLabels made = SeriesLabels.of(checked(labels));
        series.put(labels, made);
        return made;
    }

    private Map<String, String> checked(ByteRanges labels) throws BadSeriesException {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < labels.count(); i += 2) {
            if (labels.length(i) == 0) {
                throw bad(labels, "a label has an empty name");
            }
            int order = i == 0 ? -1 : labels.compare(i - 2, i);
            if (order == 0) {
                throw bad(labels, "the label " + shown(labels, i) + " is there twice");
            }
            if (order > 0) {
                throw bad(labels, "its labels are not sorted: " + shown(labels, i - 2) + " before " + shown(labels, i));
            }
            try {
                texts.put(labels.text(i), labels.text(i + 1));
            } catch (CharacterCodingException e) {
                throw bad(labels, "the label " + shown(labels, i) + " is not UTF-8");
            }
        }
        return texts;
    }

    /** What to say of a series that breaks a rule. */
    static BadSeriesException bad(ByteRanges labels, String why) {
        StringBuilder text = new StringBuilder("series {");
        int most = Math.min(labels.count() - 1, 2 * SHOWN_LABELS);
        for (int i = 0; i < most; i += 2) {
            text.append(i == 0 ? "" : ", ")
                    .append(shown(labels, i))
                    .append("=\"")
                    .append(shown(labels, i + 1))
                    .append('"');
        }
        return new BadSeriesException(text.append(most < labels.count() - 1 ? ", ..." : "")
                .append("}: ")
                .append(why)
                .toString());
    }

    private static String shown(ByteRanges labels, int piece) {
        String text = labels.textStart(piece, SHOWN_BYTES).replaceAll("\\p{Cntrl}", "?");
        return labels.length(piece) > SHOWN_BYTES ? text + "..." : text;
    }
}
