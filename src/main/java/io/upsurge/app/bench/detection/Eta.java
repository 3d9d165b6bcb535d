package io.upsurge.app.bench.detection;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says now and then how much work is done and how long the rest will take. */
final class Eta {
    private static final long EVERY_NS = Duration.ofSeconds(10).toNanos();

    private final Consumer<String> out;
    private final LongSupplier clockNs;
    private long work;
    private long done;
    private long begunNs;
    private long saidNs;

    /**
     * An estimate.
     *
     * @param out where it is said
     * @param clockNs a clock that only moves forward, nanoseconds
     */
    Eta(Consumer<String> out, LongSupplier clockNs) {
        this.out = out;
        this.clockNs = clockNs;
    }

    /** Begins; {@code all} is the work to do, in series times scrapes. */
    void begin(long all) {
        work = all;
        begunNs = clockNs.getAsLong();
        saidNs = begunNs;
    }

    /** So much more is done. Returns whether something was said. */
    boolean done(long more, String of) {
        done += more;
        long now = clockNs.getAsLong();
        if (now - saidNs < EVERY_NS) {
            return false;
        }
        saidNs = now;
        double seconds = (now - begunNs) / 1e9;
        out.accept(String.format(
                Locale.ROOT,
                "%5.1f %%, %,.0f s left, %.2f us per series and scrape; %s",
                100.0 * done / work,
                seconds * (work - done) / done,
                seconds * 1e6 / done,
                of));
        return true;
    }

    /** Work that was done, in series times scrapes, and the time it took, in words. */
    String summary() {
        double seconds = (clockNs.getAsLong() - begunNs) / 1e9;
        return String.format(
                Locale.ROOT,
                "%,d series and scrapes in %,.0f s, %.3f us of wall time each",
                done,
                seconds,
                seconds * 1e6 / Math.max(1, done));
    }
}
