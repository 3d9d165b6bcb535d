package io.upsurge.deliver;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names, or patterns in which {@code *} stands for any run of characters.
 *
 * @param patterns the patterns; where there are none, every name fits
 */
public record Globs(List<String> patterns) {
    /** Every name fits. */
    public static final Globs ANY = new Globs(List.of());

    /** Copies the patterns. */
    public Globs {
        patterns = List.copyOf(patterns);
    }

    /** Whether the name fits one of them. */
    public boolean match(String name) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> fits(pattern, name));
    }

    private static boolean fits(String glob, String name) {
        String regex = Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches();
    }
}
