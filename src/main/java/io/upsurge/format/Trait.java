package io.upsurge.format;

/** What can be seen of a source in its own words: kinds of metrics it carries, and what was lost on the way. */
public enum Trait {
    /** A point of an OpenTelemetry gauge. */
    GAUGE("gauge", false),
    /** A point of a cumulative OpenTelemetry sum. */
    SUM("sum", false),
    /** A point of an OpenTelemetry summary. */
    SUMMARY("summary", false),
    /** A point of an OpenTelemetry histogram with buckets. */
    HISTOGRAM("histogram", false),
    /** A point of an OpenTelemetry exponential histogram, of which the buckets are left out. */
    EXPONENTIAL_HISTOGRAM("exponential histogram", false),
    /** A native histogram in a Prometheus dump or answer, which is left out. */
    NATIVE_HISTOGRAM("native histogram, left out", true),
    /** A metric that gives the change since the last export, not a running total; it is refused. */
    DELTA("changes instead of running totals, refused", true),
    /** A cumulative point that does not say since when it counts: a restart is seen only where the value falls. */
    NO_START_TIME("no start time", true),
    /** An instant without a fraction of a second, as a source writes that cuts it off: rates are blurred by up to a second. */
    WHOLE_SECONDS("times cut to whole seconds", true),
    /** A value that is not a number where the mark of an ended series was lost; it counts as that mark. */
    LOST_STALE_MARKER("not a number, taken as the end of the series", true);

    private final String text;
    private final boolean lossy;

    Trait(String text, boolean lossy) {
        this.text = text;
        this.lossy = lossy;
    }

    /** What it is, in a few words. */
    public String text() {
        return text;
    }

    /** Whether it means that the source, or the way here, lost something. */
    public boolean lossy() {
        return lossy;
    }
}
