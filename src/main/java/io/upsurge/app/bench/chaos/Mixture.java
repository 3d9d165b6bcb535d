package io.upsurge.app.bench.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which faults come how often. */
final class Mixture {
    private static final Set<FaultKind> KILLS = EnumSet.of(FaultKind.KILL, FaultKind.KILL_AND_LOSE, FaultKind.KILL_ALL);

    private Mixture() {}

    /**
     * All of them.
     *
     * @param kills kills; half of them with state, a quarter without, a quarter of all instances. Of every other kind come a
     *     quarter as many, at least one
     * @param instances with one, what needs others is left out
     */
    static List<FaultKind> ofAll(int kills, int instances) {
        List<FaultKind> kinds = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            boolean all = kill % 4 == 3;
            kinds.add(all ? FaultKind.KILL_ALL : kill % 2 == 1 ? FaultKind.KILL_AND_LOSE : FaultKind.KILL);
        }
        int others = Math.max(1, kills / 4);
        FaultKind.choice().stream()
                .filter(kind -> !KILLS.contains(kind) && (instances > 1 || !kind.needsOthers()))
                .forEach(kind -> kinds.addAll(Collections.nCopies(others, kind)));
        return kinds;
    }

    /** Some of them, each so many times. */
    static List<FaultKind> of(Set<FaultKind> kinds, int times) {
        List<FaultKind> mixture = new ArrayList<>();
        kinds.forEach(kind -> mixture.addAll(Collections.nCopies(times, kind)));
        return mixture;
    }
}
