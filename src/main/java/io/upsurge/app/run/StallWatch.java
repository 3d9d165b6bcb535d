package io.upsurge.app.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Notices threads that go round no more. It must be asked now and then: nothing changes between two questions that it sees. */
final class StallWatch {
    private final long stalledAfterMs;
    private final LongSupplier nowMs;
    private final Map<String, Round> last = new HashMap<>();

    private record Round(double count, long sinceMs) {}

    /**
     * A watch.
     *
     * @param stalledAfterMs how long a thread may take for a round, milliseconds
     * @param nowMs the present, milliseconds
     */
    StallWatch(long stalledAfterMs, LongSupplier nowMs) {
        this.stalledAfterMs = stalledAfterMs;
        this.nowMs = nowMs;
    }

    /**
     * Which thread has gone round no more for too long; empty if none.
     *
     * @param rounds how often each thread went round, by name
     */
    synchronized Optional<String> check(Map<String, Double> rounds) {
        long now = nowMs.getAsLong();
        last.keySet().retainAll(rounds.keySet());
        rounds.forEach((thread, count) -> {
            Round before = last.get(thread);
            if (before == null || before.count() != count) {
                last.put(thread, new Round(count, now));
            }
        });
        return last.entrySet().stream()
                .filter(round -> now - round.getValue().sinceMs() > stalledAfterMs)
                .map(round -> "stream thread " + round.getKey() + " has made no progress for "
                        + (now - round.getValue().sinceMs()) / 1_000 + " s")
                .sorted()
                .findFirst();
    }

    /** The threads are at something else for good reason. */
    synchronized void forget() {
        last.clear();
    }
}
