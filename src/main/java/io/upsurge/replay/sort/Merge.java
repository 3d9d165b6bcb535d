package io.upsurge.replay.sort;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Several sorted cursors as one. Of equal things that of the earlier cursor comes first.
 *
 * @param <T> what they give
 */
public final class Merge<T> implements Cursor<T> {
    private final List<Cursor<T>> inputs;
    private final PriorityQueue<Head<T>> heads;
    private boolean begun;

    private record Head<T>(T thing, int number) {}

    /**
     * Merges cursors.
     *
     * @param inputs each in order; closed with the merge
     * @param order the order
     */
    public Merge(List<Cursor<T>> inputs, Comparator<? super T> order) {
        this.inputs = List.copyOf(inputs);
        this.heads = new PriorityQueue<>(
                Comparator.<Head<T>, T>comparing(Head::thing, order).thenComparingInt(Head::number));
    }

    @Override
    public T next() throws IOException {
        if (!begun) {
            begun = true;
            for (int i = 0; i < inputs.size(); i++) {
                advance(i);
            }
        }
        Head<T> first = heads.poll();
        if (first == null) {
            return null;
        }
        advance(first.number());
        return first.thing();
    }

    private void advance(int number) throws IOException {
        T thing = inputs.get(number).next();
        if (thing != null) {
            heads.add(new Head<>(thing, number));
        }
    }

    @Override
    public void close() throws IOException {
        for (Cursor<T> input : inputs) {
            input.close();
        }
    }
}
