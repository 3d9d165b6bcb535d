package io.upsurge.deliver;

import io.upsurge.model.Anomaly.Level;

/**
 * How grave a level is called.
 *
 * @param suspected of SUSPECTED
 * @param confirmed of CONFIRMED
 * @param certified of CERTIFIED
 */
public record Severities(String suspected, String confirmed, String certified) {

    /** The word for a level. */
    public String of(Level level) {
        return switch (level) {
            case SUSPECTED -> suspected;
            case CONFIRMED -> confirmed;
            case CERTIFIED -> certified;
        };
    }
}
