package io.upsurge.simulate;

import java.time.Duration;

/**
 * How the calls of a container change with its age, all of them alike. The burst of the start itself is not part of it.
 *
 * @param startTimes what calls are multiplied by right after the start; it goes back to 1
 * @param decay time constant in which it does: after this long a 2.7th of the difference is left
 * @param laterAfter age from which {@code laterTimes} holds
 * @param laterTimes what calls are multiplied by from that age on; 1 for no change
 */
public record Course(double startTimes, Duration decay, Duration laterAfter, double laterTimes) {
    /** Calls that do not depend on the age. */
    public static final Course EVEN = new Course(1, Duration.ofMinutes(1), Duration.ZERO, 1);

    /** What calls at an age are multiplied by. */
    double at(long ageMs) {
        double later = ageMs >= laterAfter.toMillis() ? laterTimes : 1;
        return startTimes == 1
                ? later
                : later * (1 + (startTimes - 1) * StrictMath.exp(-(double) ageMs / decay.toMillis()));
    }
}
