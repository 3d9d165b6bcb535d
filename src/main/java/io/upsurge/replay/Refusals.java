package io.upsurge.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Records that could not be used: how many, and of the first ones where they are and why. For one thread. */
public final class Refusals {
    private static final int NAMED = 20;

    private final List<String> named = new ArrayList<>();
    private final List<String> cuts = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private long count;

    /**
     * Counts one.
     *
     * @param message where it is and what is wrong with it
     */
    public void add(String message) {
        count++;
        if (named.size() < NAMED) {
            named.add(message);
        }
    }

    /**
     * Counts one, with which an unknown part of the input is lost.
     *
     * @param message where it is and what is wrong with it
     */
    public void cut(String message) {
        add(message);
        if (cuts.size() < NAMED) {
            cuts.add(message);
        }
    }

    /** Where an unknown part of the input is lost, and why. */
    public List<String> cuts() {
        return List.copyOf(cuts);
    }

    /** Counts some that nothing more is known of. */
    public void add(long more) {
        count += more;
    }

    /**
     * Something that is worth knowing of the input, such as what was lost in it; nothing was refused.
     *
     * @param message what it is
     */
    public void remark(String message) {
        if (remarks.size() < NAMED) {
            remarks.add(message);
        }
    }

    /** What is worth knowing. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** How many there were. */
    public long count() {
        return count;
    }

    /** The first ones. */
    public List<String> named() {
        return List.copyOf(named);
    }
}
