package io.upsurge.app.doctor;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names, counts and durations in sentences. */
final class Words {
    private static final int SOME = 3;

    private Words() {}

    /** {@code a, b, c and 57 more}. */
    static String some(Collection<String> names) {
        String first = names.stream().limit(SOME).collect(Collectors.joining(", "));
        return names.size() <= SOME ? first : first + " and " + (names.size() - SOME) + " more";
    }

    /** {@code 1 node}, {@code 60 nodes}. */
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Three digits at most and a unit: {@code 0.4 s}, {@code 95 s}, {@code 17 min}, {@code 3 h}, {@code 12 d}. */
    static String duration(long ms) {
        long size = Math.abs(ms);
        if (size < Duration.ofSeconds(10).toMillis()) {
            return size % 1_000 == 0 ? ms / 1_000 + " s" : Math.round(ms / 100.0) / 10.0 + " s";
        }
        if (size < Duration.ofMinutes(3).toMillis()) {
            return ms / 1_000 + " s";
        }
        if (size < Duration.ofHours(3).toMillis()) {
            return ms / 60_000 + " min";
        }
        return size < Duration.ofDays(3).toMillis() ? ms / 3_600_000 + " h" : ms / 86_400_000 + " d";
    }

    /** A duration as the configuration wants it, in whole seconds, rounded up: {@code 95s}. */
    static String setting(long ms) {
        return (ms + 999) / 1_000 + "s";
    }
}
