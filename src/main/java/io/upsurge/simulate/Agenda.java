package io.upsurge.simulate;

import java.util.PriorityQueue;

/** What is to be done at which simulated instant. What is due at the same instant is done in the order it was noted. */
final class Agenda {
    private record Entry(long timeMs, long order, Runnable action) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(timeMs, other.timeMs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private final long endMs;
    private long nowMs;
    private long noted;

    /** An agenda that forgets what is to be done at its end or later. */
    Agenda(long startMs, long endMs) {
        this.nowMs = startMs;
        this.endMs = endMs;
    }

    long nowMs() {
        return nowMs;
    }

    void at(long timeMs, Runnable action) {
        if (timeMs < endMs) {
            entries.add(new Entry(Math.max(timeMs, nowMs), noted++, action));
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** When the next is due. */
    long nextMs() {
        return entries.element().timeMs();
    }

    /** Moves to the next instant and does what is due. */
    void step() {
        Entry entry = entries.remove();
        nowMs = entry.timeMs();
        entry.action().run();
    }
}
