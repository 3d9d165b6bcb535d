package io.upsurge.app.bench;

import io.upsurge.detect.Counters.Event;
import io.upsurge.model.Anomaly;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a run of the engine or the topology said and counted: the check that it did the whole work. */
final class Findings {
    /** What must not happen, because every record is in time. */
    private static final Set<Event> UNWANTED = Set.of(
            Event.LATE_SAMPLE,
            Event.LATE_FACT,
            Event.LATE_PARTIAL,
            Event.SERIES_LIMIT,
            Event.KEY_LIMIT,
            Event.GAP,
            Event.UNEXPLAINED_RESET);

    private final Map<Event, Long> counts = new EnumMap<>(Event.class);
    private final Set<String> surgingSignals = new TreeSet<>();
    private long rates;

    void count(Event event) {
        count(event, 1);
    }

    void count(Event event, long times) {
        counts.merge(event, times, Long::sum);
    }

    void rate() {
        rates++;
    }

    void anomaly(Anomaly anomaly) {
        surgingSignals.add(anomaly.key().signal());
    }

    /** Scrapes whose counters were read. */
    long counted() {
        return counts.getOrDefault(Event.COUNTED_SAMPLE, 0L);
    }

    /** Rates of versions that were said. */
    long rates() {
        return rates;
    }

    /** Records that came late, or were refused by a bound. */
    long late() {
        return UNWANTED.stream()
                .mapToLong(event -> counts.getOrDefault(event, 0L))
                .sum();
    }

    /** Signals for which there was an anomaly. */
    Set<String> surgingSignals() {
        return surgingSignals;
    }

    /** Whether every scrape was counted, none late, and the one surge was found and no other. */
    boolean complete(BenchPlan plan) {
        return counted() == plan.allScrapes()
                && late() == 0
                && surgingSignals.equals(Set.of(BenchFleet.SURGING_SIGNAL));
    }

    /** In one line. */
    String text(BenchPlan plan) {
        double share = 100.0 * counted() / plan.allScrapes();
        return String.format(
                Locale.ROOT,
                "%,d of %,d scrapes counted (%s %%), %d late or refused, %,d rates, anomalies of %s",
                counted(),
                plan.allScrapes(),
                counted() == plan.allScrapes() ? "100" : String.format(Locale.ROOT, "%.3f", share),
                late(),
                rates,
                surgingSignals);
    }
}
