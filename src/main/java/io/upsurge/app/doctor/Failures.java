package io.upsurge.app.doctor;

import io.upsurge.model.SeriesSelector;
import java.util.regex.Pattern;

/** Tells counters of failures by their names: they may have no series, or stand still, with nothing wrong. */
final class Failures {
    private static final Pattern WORDS =
            Pattern.compile("(?i)err|fail|throttl|retr(y|ie)|drop|timeout|reject|denied|exceeded");

    private Failures() {}

    /** Whether a selector seems to be about failures. */
    static boolean areMeantBy(SeriesSelector selector) {
        return WORDS.matcher(selector.toString()).find();
    }
}
