package io.upsurge.format.text;

import io.upsurge.format.FormatException;
import io.upsurge.format.SeriesLabels;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The family of an OpenMetrics text that is being read: what was said of it, and what its samples may be. */
final class Family {
    private static final Map<String, List<String>> SUFFIXES = Map.of(
            "counter", List.of("_total", "_created"),
            "gauge", List.of(""),
            "histogram", List.of("_bucket", "_count", "_sum", "_created"),
            "gaugehistogram", List.of("_bucket", "_gcount", "_gsum"),
            "summary", List.of("", "_count", "_sum", "_created"),
            "info", List.of("_info"),
            "stateset", List.of(""),
            "unknown", List.of(""));
    private static final Set<String> ALL_SUFFIXES =
            Set.of("", "_total", "_created", "_bucket", "_count", "_sum", "_gcount", "_gsum", "_info");

    private final Set<String> said = new HashSet<>();
    private String name = "";
    private String type = "unknown";
    private boolean hasSamples;

    /**
     * Something is said of a family: its type, unit or help.
     *
     * @param what {@code TYPE}, {@code UNIT} or {@code HELP}
     * @param family the family's name
     * @param text what is said
     * @return whether another family began
     * @throws FormatException if it may not be said, or not here
     */
    boolean describe(String what, String family, String text) throws FormatException {
        boolean another = !family.equals(name);
        if (another) {
            begin(family);
        } else if (hasSamples) {
            throw new FormatException(what + " of a family after its samples");
        }
        if (!said.add(what)) {
            throw new FormatException(what + " of a family twice");
        }
        if (what.equals("TYPE")) {
            if (!SUFFIXES.containsKey(text)) {
                throw new FormatException("not a type");
            }
            type = text;
        }
        if (what.equals("UNIT") && !text.isEmpty() && !family.endsWith('_' + text)) {
            throw new FormatException("a unit that the family's name does not end with");
        }
        return another;
    }

    /** A text begins. */
    void reset() {
        begin("");
    }

    private void begin(String family) {
        name = family;
        type = "unknown";
        hasSamples = false;
        said.clear();
    }

    /** Whether samples of this family may come with the instant since when they count. */
    boolean isCumulative() {
        return type.equals("counter") || type.equals("histogram") || type.equals("summary");
    }

    /** Whether this is the instant since when the family's samples count. */
    boolean isCreated(String metric) {
        return isCumulative()
                && metric.length() == name.length() + 8
                && suffix(metric).equals("_created");
    }

    /**
     * Checks a sample.
     *
     * @throws FormatException if the family's type does not allow it
     */
    void check(SeriesLabels series, double value) throws FormatException {
        String metric = series.metric();
        String suffix = name.isEmpty() ? "?" : suffix(metric);
        if (!ALL_SUFFIXES.contains(suffix)) {
            if (!name.isEmpty()) {
                begin("");
            }
            return;
        }
        hasSamples = true;
        if (!SUFFIXES.get(type).contains(suffix)) {
            throw new FormatException("not a sample of a " + type);
        }
        require(!suffix.equals("_bucket") || !series.get("le").isEmpty(), "a bucket without le");
        require(!type.equals("stateset") || !series.get(name).isEmpty(), "a state without name");
        require(!type.equals("stateset") || value == 0 || value == 1, "a state that is neither 0 nor 1");
        require(!type.equals("info") || value == 1, "an info that is not 1");
        if (type.equals("summary") && suffix.isEmpty()) {
            require(!series.get("quantile").isEmpty(), "a summary without quantile");
        } else if (isCumulative() && !suffix.equals("_created") && !suffix.equals("_sum")) {
            require(value >= 0, "a count that is negative or not a number");
        }
    }

    /** The end of the name of a sample of this family; what is no suffix at all if it is of another. */
    private String suffix(String metric) {
        return metric.startsWith(name) ? metric.substring(name.length()) : "?";
    }

    private static void require(boolean fine, String wrong) throws FormatException {
        if (!fine) {
            throw new FormatException(wrong);
        }
    }
}
