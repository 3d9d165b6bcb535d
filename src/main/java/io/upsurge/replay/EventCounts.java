package io.upsurge.replay;

import io.upsurge.detect.Counters;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the engine meets, on any number of threads. */
final class EventCounts implements Counters {
    private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);

    EventCounts() {
        for (Event event : Event.values()) {
            counts.put(event, new LongAdder());
        }
    }

    @Override
    public void count(Event event) {
        counts.get(event).increment();
    }

    /** Kinds that were met, and how often. */
    Map<Event, Long> met() {
        Map<Event, Long> met = new EnumMap<>(Event.class);
        counts.forEach((event, count) -> {
            if (count.sum() > 0) {
                met.put(event, count.sum());
            }
        });
        return met;
    }
}
