package io.upsurge.format;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a decoder says besides the readings: items that it refused while it kept the rest, and traits of the source that
 * matter to whoever reads the readings. Of bounded size, for one thread.
 */
public final class Notes {
    /** How many refused items are named. */
    public static final int MAX_EXAMPLES = 10;

    private final List<String> examples = new ArrayList<>();
    private final Map<Trait, Long> traits = new EnumMap<>(Trait.class);
    private long refused;

    /**
     * An item was left out.
     *
     * @param what where it is and what is wrong with it
     */
    public void refused(String what) {
        refused++;
        if (examples.size() < MAX_EXAMPLES) {
            examples.add(what);
        }
    }

    /** A trait was met once more. */
    public void met(Trait trait) {
        traits.merge(trait, 1L, Long::sum);
    }

    /** Adds all that others say. */
    public void add(Notes others) {
        refused += others.refused;
        others.examples.stream().limit(MAX_EXAMPLES - (long) examples.size()).forEach(examples::add);
        others.traits.forEach((trait, count) -> traits.merge(trait, count, Long::sum));
    }

    /** How many items were left out. */
    public long refusedCount() {
        return refused;
    }

    /** The first items that were left out, at most {@value #MAX_EXAMPLES}: where each is and what is wrong with it. */
    public List<String> examples() {
        return List.copyOf(examples);
    }

    /** How often each trait was met; without those that were not. */
    public Map<Trait, Long> traits() {
        return Map.copyOf(traits);
    }
}
