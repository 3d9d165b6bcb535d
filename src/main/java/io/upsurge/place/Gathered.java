package io.upsurge.place;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What became of a batch of readings.
 *
 * @param scrapes the kept series, put together by container, node and instant, in the order of time, then key
 * @param facts roll-out facts that the batch itself tells, in the order of time
 * @param latestMs by cluster the latest instant of any reading of it, kept or not, milliseconds since 1970-01-01T00:00Z: what
 *     a heartbeat may say once the batch is written
 * @param kept readings that went into scrapes or told of roll-outs
 * @param filtered readings that no signal asks for
 * @param unplaced readings that a signal asks for, but whose node or container is not known yet, such as that of a pod that
 *     was not told of so far
 * @param rejected readings that a signal asks for and that can never be used, with why, at most {@value #MAX_REJECTED}
 * @param rejectedCount how many were rejected
 */
public record Gathered(
        List<Scrape> scrapes,
        List<RolloutFact> facts,
        Map<String, Long> latestMs,
        long kept,
        long filtered,
        long unplaced,
        List<String> rejected,
        long rejectedCount) {

    /** How many rejected readings are named. */
    public static final int MAX_REJECTED = 10;

    /** Copies the collections. */
    public Gathered {
        scrapes = List.copyOf(scrapes);
        facts = List.copyOf(facts);
        latestMs = Map.copyOf(latestMs);
        rejected = List.copyOf(rejected);
    }

    /**
     * The same with more.
     *
     * @param announced facts that something else than a reading tells; counted as kept
     * @param others how many things are about something else; counted as filtered
     */
    public Gathered with(List<RolloutFact> announced, long others) {
        if (announced.isEmpty() && others == 0) {
            return this;
        }
        List<RolloutFact> all = Stream.concat(facts.stream(), announced.stream())
                .sorted(Comparator.comparingLong(RolloutFact::timeMs))
                .toList();
        return new Gathered(
                scrapes, all, latestMs, kept + announced.size(), filtered + others, unplaced, rejected, rejectedCount);
    }
}
