package io.upsurge.app.tail;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where reading begins. */
public sealed interface TailStart {

    /** With the oldest record there is. */
    record Beginning() implements TailStart {}

    /** After the newest record there is. */
    record End() implements TailStart {}

    /**
     * With the first record written since.
     *
     * @param age how long ago, by the clock of the broker
     */
    record Since(Duration age) implements TailStart {}

    /**
     * Reads {@code beginning}, {@code end}, or an age such as {@code 90s}, {@code 15m}, {@code 2h}, {@code 7d}.
     *
     * @param text what to read
     * @throws IllegalArgumentException if it is none of these
     */
    static TailStart parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "beginning" -> new Beginning();
            case "end" -> new End();
            default -> new Since(age(text));
        };
    }

    private static Duration age(String text) {
        Matcher age = Pattern.compile("(\\d{1,9})([smhd])").matcher(text);
        if (!age.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither beginning nor end nor an age such as 90s, 15m, 2h or 7d");
        }
        long count = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
