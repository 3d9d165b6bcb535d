package io.upsurge.ingest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** A warning that is logged once a minute at most, with what was counted meanwhile. Safe for use by several threads. */
public final class RareWarning {
    private static final long PAUSE_NS = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final LongSupplier nanoTime;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong nextNs;

    /**
     * A warning that was not given yet.
     *
     * @param log where it goes
     */
    public RareWarning(Logger log) {
        this(log, System::nanoTime);
    }

    RareWarning(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.nextNs = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Something happened.
     *
     * @param times how often; nothing is done for 0
     * @param what the thing counted, such as "readings were refused"
     * @param example one of them
     */
    public void warn(long times, String what, String example) {
        if (times <= 0) {
            return;
        }
        count.addAndGet(times);
        long now = nanoTime.getAsLong();
        long next = nextNs.get();
        if (now - next >= 0 && nextNs.compareAndSet(next, now + PAUSE_NS)) {
            log.warn("{} {}, such as: {}", count.getAndSet(0), what, example);
        }
    }
}
