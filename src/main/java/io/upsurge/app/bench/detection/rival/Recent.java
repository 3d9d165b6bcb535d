package io.upsurge.app.bench.detection.rival;

import io.upsurge.app.bench.detection.rival.FleetTrace.Sums;
import java.util.ArrayDeque;
import java.util.Deque;

/** Sums over the last windows. */
final class Recent {
    private final int windows;
    private final Deque<Sums> kept = new ArrayDeque<>();

    Recent(int windows) {
        this.windows = windows;
    }

    /** Adds a window and gives the sums over the last ones. */
    Sums with(Sums window) {
        kept.addLast(window);
        if (kept.size() > windows) {
            kept.removeFirst();
        }
        return kept.stream().reduce(Sums.NONE, Sums::plus);
    }
}
