package io.upsurge.app.replay;

import io.upsurge.replay.Source;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Says now and then how far a replay is, how fast it goes and, where the size of its input is known, how long it takes. */
public final class ProgressLine implements LongConsumer {
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintWriter to;
    private final Source source;
    private final long begunNanos = System.nanoTime();
    private long saidNanos = begunNanos;
    private long saidRecords;

    /** Progress of reading a source. */
    public ProgressLine(PrintWriter to, Source source) {
        this.to = to;
        this.source = source;
    }

    @Override
    public void accept(long records) {
        long now = System.nanoTime();
        if (now - saidNanos < EVERY_NANOS) {
            return;
        }
        Source.Progress read = source.progress();
        double perSecond = (records - saidRecords) * 1e9 / (now - saidNanos);
        saidNanos = now;
        saidRecords = records;
        to.printf(Locale.ROOT, "%,d records, %,.0f/s%s%n", records, perSecond, rest(read, now));
        to.flush();
    }

    private String rest(Source.Progress read, long now) {
        if (read.total() <= 0 || read.done() <= 0) {
            return "";
        }
        double share = Math.min(1, (double) read.done() / read.total());
        double seconds = (now - begunNanos) / 1e9 * (1 - share) / share;
        return String.format(Locale.ROOT, ", %.0f%% read, about %.0f s more", 100 * share, seconds);
    }
}
