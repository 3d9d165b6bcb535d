package io.upsurge.app.bench.detection;

import io.upsurge.model.Anomaly.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is scored: a level of ours, or a rival.
 *
 * @param name what tables call it
 * @param level the level, if it is ours; null for a rival
 */
record Contestant(String name, Level level) {

    /** All levels of ours. */
    static List<Contestant> ours() {
        List<Contestant> ours = new ArrayList<>();
        for (Level level : Level.values()) {
            ours.add(new Contestant(level.name(), level));
        }
        return ours;
    }

    static Contestant ours(Level level) {
        return new Contestant(level.name(), level);
    }

    /** What it found of an effect in a run; null for nothing. */
    Finding found(RunResult run) {
        return level == null ? run.rivals().get(name) : run.found().get(level);
    }

    /** How many keys it was wrong about in a run. */
    int falseKeys(RunResult run, boolean clean) {
        if (level == null) {
            return clean && run.rivals().containsKey(name) ? 1 : 0;
        }
        return run.falseKeys().getOrDefault(level, 0);
    }
}
