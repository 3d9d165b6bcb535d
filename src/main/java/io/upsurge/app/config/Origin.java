package io.upsurge.app.config;

import java.util.Comparator;

/**
 * Where a value was given.
 *
 * @param layer which layer it belongs to
 * @param place file, environment variable or option; empty for a default
 * @param line line in the file, starting at 1; 0 if there is none
 */
public record Origin(Layer layer, String place, int line) implements Comparable<Origin> {
    private static final Comparator<Origin> ORDER =
            Comparator.comparing(Origin::layer).thenComparingInt(Origin::line).thenComparing(Origin::place);

    /** The layers; a later one wins over an earlier one. */
    public enum Layer {
        /** Built in. */
        DEFAULT,
        /** The configuration file. */
        FILE,
        /** An environment variable. */
        ENVIRONMENT,
        /** An override on the command line. */
        FLAG
    }

    static final Origin BUILT_IN = new Origin(Layer.DEFAULT, "", 0);

    static Origin file(String name, int line) {
        return new Origin(Layer.FILE, name, line);
    }

    static Origin environment(String variable) {
        return new Origin(Layer.ENVIRONMENT, variable, 0);
    }

    static Origin flag() {
        return new Origin(Layer.FLAG, "--set", 0);
    }

    @Override
    public int compareTo(Origin other) {
        return ORDER.compare(this, other);
    }

    /** {@code default}, {@code upsurge.yaml:12}, {@code environment UPSURGE_ENGINE_WINDOW} or {@code --set}. */
    @Override
    public String toString() {
        return switch (layer) {
            case DEFAULT -> "default";
            case FILE -> line > 0 ? place + ':' + line : place;
            case ENVIRONMENT -> "environment " + place;
            case FLAG -> place;
        };
    }
}
