package io.upsurge.deliver;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: twice as long after each failure up to a cap, less up to half of it by chance, so
 * that those who failed together do not come back together.
 *
 * @param first longest wait after the first failure
 * @param cap longest wait
 * @param chance gives numbers from 0 to below 1
 */
public record Backoff(Duration first, Duration cap, DoubleSupplier chance) {
    private static final int MOST_DOUBLINGS = 30;

    /** One second at first, a minute at most. */
    public static Backoff usual() {
        return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), Math::random);
    }

    /**
     * The wait.
     *
     * @param failures failures in a row, at least 1
     * @param asked what the other side asked for; it is never shortened, but capped at an hour
     */
    public Duration after(int failures, Duration asked) {
        double longest = Math.min(
                (double) cap.toMillis(),
                first.toMillis() * Math.pow(2, Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1))));
        Duration own = Duration.ofMillis(Math.round(longest * (1 - chance.getAsDouble() / 2)));
        Duration bounded = asked.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : asked;
        return bounded.compareTo(own) > 0 ? bounded : own;
    }
}
