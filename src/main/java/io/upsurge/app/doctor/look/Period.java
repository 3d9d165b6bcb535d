package io.upsurge.app.doctor.look;

import java.time.Duration;

/**
 * The time that is looked at.
 *
 * @param length how long it is
 * @param watching whether it begins now and is waited for; else it ends now
 */
public record Period(Duration length, boolean watching) {

    /** {@code last 15 minutes}, {@code next 2 minutes}. */
    @Override
    public String toString() {
        long seconds = length.toSeconds();
        String text = seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
        return watching ? text + " from now" : "last " + text;
    }
}
