package io.upsurge.ingest.kubernetes;

import java.time.Duration;
import org.slf4j.Logger;

/**
 * Says in the log that something does not work and is tried again: when it begins and then every five minutes, however often it
 * is tried and by how many; and when it works again. Safe for use by several threads.
 */
final class Troubles {
    private static final long AGAIN_NS = Duration.ofMinutes(5).toNanos();

    private final Logger log;
    private final String whose;
    private long sinceNs;
    private long toldNs;
    private long attempts;

    Troubles(Logger log, String whose) {
        this.log = log;
        this.whose = whose;
    }

    synchronized void note(String what) {
        long now = System.nanoTime();
        if (attempts++ == 0) {
            sinceNs = now;
        } else if (now - toldNs < AGAIN_NS) {
            return;
        }
        toldNs = now;
        log.warn("{}: {}; tried again until it works", whose, what);
    }

    synchronized void over() {
        if (attempts > 0) {
            log.info("{}: works again, after {} s", whose, (System.nanoTime() - sinceNs) / 1_000_000_000L);
            attempts = 0;
        }
    }
}
