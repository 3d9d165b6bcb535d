package io.upsurge.app.doctor.look;

import java.util.Map;

/**
 * How far the pipeline was at two moments.
 *
 * @param before by topic, at the first
 * @param after by topic, at the second
 * @param apartMs time between them, milliseconds
 */
public record LagView(Map<String, Progress> before, Map<String, Progress> after, long apartMs) {

    /** Copies the maps. */
    public LagView {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }
}
