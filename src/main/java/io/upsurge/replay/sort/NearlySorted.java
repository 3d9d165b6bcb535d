package io.upsurge.replay.sort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Puts things in order that come nearly in the order of time, holding back those that may still be overtaken. Where more are
 * held back than memory is granted, the rest is sorted as a whole.
 *
 * @param <T> the things
 */
public final class NearlySorted<T> implements Cursor<T> {
    private static final int BATCH = 4_096;

    private final Cursor<T> input;
    private final ToLongFunction<T> timeOf;
    private final long disorder;
    private final Comparator<? super T> order;
    private final int limit;
    private final Supplier<ExternalSort<T>> sorter;

    private List<T> held = new ArrayList<>();
    private int at;
    private int ready;
    private long latest = Long.MIN_VALUE;
    private boolean over;
    private Cursor<T> rest;

    /**
     * Prepares to put in order.
     *
     * @param input where things come from; closed with this
     * @param timeOf the time of a thing, which the order begins with
     * @param disorder no thing comes after one that is later by more than this
     * @param order the order
     * @param limit how many may be held back
     * @param sorter sorts the rest where it must be
     */
    public NearlySorted(
            Cursor<T> input,
            ToLongFunction<T> timeOf,
            long disorder,
            Comparator<? super T> order,
            int limit,
            Supplier<ExternalSort<T>> sorter) {
        this.input = input;
        this.timeOf = timeOf;
        this.disorder = disorder;
        this.order = order;
        this.limit = Math.max(limit, 2 * BATCH);
        this.sorter = sorter;
    }

    @Override
    public T next() throws IOException {
        while (at == ready && rest == null) {
            if (over && at == held.size()) {
                return null;
            }
            refill();
        }
        return rest == null ? held.get(at++) : rest.next();
    }

    private void refill() throws IOException {
        held = new ArrayList<>(held.subList(at, held.size()));
        at = 0;
        for (int i = 0; i < BATCH && !over; i++) {
            T thing = input.next();
            if (thing == null) {
                over = true;
            } else {
                latest = Math.max(latest, timeOf.applyAsLong(thing));
                held.add(thing);
            }
        }
        held.sort(order);
        ready = over ? held.size() : firstNotBefore(latest - disorder);
        if (ready == 0 && held.size() > limit) {
            sortTheRest();
        }
    }

    /** How many may no longer be overtaken. */
    private int firstNotBefore(long time) {
        int low = 0;
        int high = held.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (timeOf.applyAsLong(held.get(middle)) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void sortTheRest() throws IOException {
        ExternalSort<T> sort = sorter.get();
        for (T thing : held) {
            sort.add(thing);
        }
        held = List.of();
        for (T thing = input.next(); thing != null; thing = input.next()) {
            sort.add(thing);
        }
        rest = sort.sorted();
    }

    @Override
    public void close() throws IOException {
        input.close();
        if (rest != null) {
            rest.close();
        }
    }
}
