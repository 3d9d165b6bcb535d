package io.upsurge.app.doctor.look;

import java.util.Map;
import java.util.TreeMap;

/** Records that were refused, summed up by cause. */
public final class Refusals {
    private static final int MAX_CAUSES = 50;
    private static final String OTHER = "other";

    private final Map<String, Sum> causes = new TreeMap<>();

    Refusals() {}

    /**
     * Refusals for one cause.
     *
     * @param count how many
     * @param example the first of them: where it is and what was said of it
     */
    public record Sum(long count, String example) {
        private Sum plusOne() {
            return new Sum(count + 1, example);
        }
    }

    void add(String cause, String example) {
        String under = causes.containsKey(cause) || causes.size() < MAX_CAUSES ? cause : OTHER;
        causes.merge(under, new Sum(1, example), (sum, one) -> sum.plusOne());
    }

    /** By cause, sorted. */
    public Map<String, Sum> causes() {
        return causes;
    }

    /** How many altogether. */
    public long total() {
        return causes.values().stream().mapToLong(Sum::count).sum();
    }
}
