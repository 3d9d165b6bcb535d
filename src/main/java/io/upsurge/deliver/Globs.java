package io.upsurge.deliver;

import io.upsurge.model.NamePattern;
import java.util.List;

/**
 * Some {@linkplain NamePattern patterns} of names.
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
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> NamePattern.fits(pattern, name));
    }
}
