package io.upsurge.replay;

import io.upsurge.replay.sort.ExternalSort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** What a replay works with: threads, memory, and a temporary folder that is deleted when it is closed. */
public final class Workshop implements AutoCloseable {
    private static final Comparator<Item> ORDER = new ItemOrder();
    private static final ItemForm FORM = new ItemForm();

    private final int threads;
    private final long budget;
    private final Path folder;
    private final ExecutorService pool;
    private final Refusals refusals = new Refusals();

    /**
     * Sets it up.
     *
     * @param threads threads that parse and judge, at least 1; with one, the caller's does everything
     * @param budget about how many bytes of memory each sort may take
     * @param parent folder in which to make the temporary one
     * @throws UncheckedIOException if it cannot be made
     */
    public Workshop(int threads, long budget, Path parent) {
        this.threads = threads;
        this.budget = budget;
        this.pool = threads == 1 ? null : Executors.newFixedThreadPool(threads, Workshop::daemon);
        try {
            this.folder = Files.createTempDirectory(parent, "upsurge-replay");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder in " + parent + ": " + e.getMessage(), e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "replay");
        thread.setDaemon(true);
        return thread;
    }

    /** Threads that parse and judge. */
    public int threads() {
        return threads;
    }

    /** Runs work on one of the threads. */
    public Executor executor() {
        return pool == null ? Runnable::run : pool;
    }

    /** About how many bytes of memory each sort may take. */
    public long budget() {
        return budget;
    }

    /** Where sorts write to. */
    public Path folder() {
        return folder;
    }

    /** Records that could not be used. */
    public Refusals refusals() {
        return refusals;
    }

    /** A new sort of records. */
    public ExternalSort<Item> itemSort() {
        return new ExternalSort<>(ORDER, FORM, folder, budget);
    }

    /** The order of the records. */
    public Comparator<Item> order() {
        return ORDER;
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }
}
