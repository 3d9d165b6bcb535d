package io.upsurge.place;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is known of a scraped target: whose series it gives, when its process began, and what it says it is. Thread-safe. */
final class Target {
    /** How long a new target waits for a better source than itself. */
    private static final long HOLD_MS = 60_000;

    private static final long REFRESH_MS = 300_000;

    private Set<Place> places = Set.of();
    private long startMs;
    private long startToldMs = Long.MIN_VALUE;
    private String version = "";
    private long heardSinceMs;
    private long versionSinceMs;
    private long lastHeardMs = Long.MIN_VALUE;
    private long toldSinceMs;
    private long toldMs = Long.MIN_VALUE;

    synchronized Set<Place> places() {
        return places;
    }

    synchronized void isAt(Set<Place> where) {
        places = Set.copyOf(where);
    }

    synchronized void startedAt(long ms, long heardMs) {
        if (heardMs >= startToldMs) {
            startMs = ms;
            startToldMs = heardMs;
        }
    }

    /** The target says that it is of a version; gives the facts that follow, if they are new or have not been told for long. */
    synchronized List<RolloutFact> is(String now, long heardMs) {
        if (heardMs < lastHeardMs) {
            return List.of();
        }
        if (version.isEmpty()) {
            heardSinceMs = heardMs;
        }
        if (!version.equals(now)) {
            version = now;
            versionSinceMs = heardMs;
            toldMs = Long.MIN_VALUE;
        }
        lastHeardMs = heardMs;
        long sinceMs = startMs > 0 && startToldMs >= versionSinceMs ? startMs : versionSinceMs;
        boolean due = toldMs == Long.MIN_VALUE || toldSinceMs != sinceMs || heardMs - toldMs >= REFRESH_MS;
        if (!due || places.isEmpty() || heardMs - heardSinceMs < HOLD_MS) {
            return List.of();
        }
        toldMs = heardMs;
        toldSinceMs = sinceMs;
        List<RolloutFact> facts = new ArrayList<>(1);
        for (Place place : places) {
            facts.add(new RolloutFact(
                    place.workload(), place.node(), Version.ofTag(now), "", sinceMs, heardMs, InBandFacts.SOURCE, ""));
        }
        return facts;
    }
}
