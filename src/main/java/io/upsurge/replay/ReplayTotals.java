package io.upsurge.replay;

import io.upsurge.detect.Counters.Event;
import java.util.List;
import java.util.Map;

/**
 * What a replay took in, and what it met.
 *
 * @param scrapes scrapes that were taken
 * @param samples values in these scrapes, one of each series
 * @param facts roll-out facts that were taken
 * @param heartbeats heartbeats that were read; the order of the records implies them
 * @param outside records outside of the asked range of time
 * @param belated facts, without repetitions, that were observed later than the grace after the instant they speak of, when
 *     the clock of their cluster had begun; a replay takes them at that instant, a running pipeline when they arrive
 * @param refused records that could not be used
 * @param refusals the first refused ones, with where they are and why
 * @param firstMs instant of the first scrape, milliseconds since 1970-01-01T00:00Z; 0 without any
 * @param lastMs instant of the last scrape, milliseconds since 1970-01-01T00:00Z; 0 without any
 * @param events what the engine met, by kind; kinds that were not met are left out
 */
public record ReplayTotals(
        long scrapes,
        long samples,
        long facts,
        long heartbeats,
        long outside,
        long belated,
        long refused,
        List<String> refusals,
        long firstMs,
        long lastMs,
        Map<Event, Long> events) {

    /** Copies the collections. */
    public ReplayTotals {
        refusals = List.copyOf(refusals);
        events = Map.copyOf(events);
    }
}
