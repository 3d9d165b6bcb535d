package io.upsurge.replay.sort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Sorts any number of things in bounded memory: what fits is sorted there, and written to a file as a run when it no longer
 * fits; the runs are merged.
 *
 * @param <T> the things
 */
public final class ExternalSort<T> {
    /** Runs merged at once; each holds a file and a frame in memory. */
    private static final int FAN_IN = 64;

    private final Comparator<? super T> order;
    private final Form<T> form;
    private final Path folder;
    private final long budget;
    private final List<Path> runs = new ArrayList<>();
    private List<T> held = new ArrayList<>();
    private long weight;

    /**
     * Prepares to sort.
     *
     * @param order the order
     * @param form how things are written
     * @param folder where runs are written to, in files of their own; it must be there
     * @param budget about how many bytes of memory may be taken
     */
    public ExternalSort(Comparator<? super T> order, Form<T> form, Path folder, long budget) {
        this.order = order;
        this.form = form;
        this.folder = folder;
        this.budget = budget;
    }

    /** Adds a thing. */
    public void add(T thing) throws IOException {
        held.add(thing);
        weight += form.weight(thing);
        if (weight > budget) {
            held.sort(order);
            runs.add(write(cursor(held)));
            held = new ArrayList<>();
            weight = 0;
        }
    }

    /** How many runs were written. */
    public int runs() {
        return runs.size();
    }

    /** Everything that was added, in order. Nothing may be added after it. */
    public Cursor<T> sorted() throws IOException {
        held.sort(order);
        if (runs.isEmpty()) {
            return cursor(held);
        }
        if (!held.isEmpty()) {
            runs.add(write(cursor(held)));
            held = new ArrayList<>();
        }
        while (runs.size() > FAN_IN) {
            List<Path> first = new ArrayList<>(runs.subList(0, FAN_IN));
            runs.subList(0, FAN_IN).clear();
            try (Cursor<T> merged = merge(first)) {
                runs.add(write(merged));
            }
        }
        return merge(runs);
    }

    private Cursor<T> merge(List<Path> files) throws IOException {
        List<Cursor<T>> cursors = new ArrayList<>();
        for (Path file : files) {
            cursors.add(RunFile.read(file, form));
        }
        return new Merge<>(cursors, order);
    }

    private Path write(Cursor<T> things) throws IOException {
        Path file = Files.createTempFile(folder, "run", ".sorted");
        RunFile.write(file, things, form);
        return file;
    }

    private static <T> Cursor<T> cursor(List<T> things) {
        Iterator<T> iterator = things.iterator();
        return () -> iterator.hasNext() ? iterator.next() : null;
    }
}
