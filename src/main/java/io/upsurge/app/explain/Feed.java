package io.upsurge.app.explain;

import io.upsurge.replay.Item;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.TopicPartition;

/** What was read of one partition of an input and not taken yet, in the order of the partition. */
final class Feed implements Comparable<Feed> {
    private final TopicPartition partition;
    private final long endOffset;
    private final Deque<Item> items = new ArrayDeque<>();
    private boolean begun;
    private boolean over;

    /**
     * A feed.
     *
     * @param partition where its records come from
     * @param endOffset offset at which it ends
     */
    Feed(TopicPartition partition, long endOffset) {
        this.partition = partition;
        this.endOffset = endOffset;
    }

    TopicPartition partition() {
        return partition;
    }

    /** Number of the source: the same for samples and roll-outs of a node. */
    int source() {
        return partition.partition();
    }

    int waiting() {
        return items.size();
    }

    long headMs() {
        return items.getFirst().timeMs();
    }

    /** Whether anything was taken from it. */
    boolean begun() {
        return begun;
    }

    boolean over() {
        return over;
    }

    /** Whether the next item has to be read first. */
    boolean starving() {
        return !over && items.isEmpty();
    }

    void add(Item item) {
        items.addLast(item);
    }

    Item take() {
        begun = true;
        return items.removeFirst();
    }

    /** Notes up to which offset was read. */
    void reached(long offset) {
        if (offset >= endOffset && items.isEmpty()) {
            end();
        }
    }

    /** Nothing more is wanted of it. */
    void end() {
        over = true;
        items.clear();
    }

    /** By the time of what comes next, as Kafka Streams chooses among the partitions of a task. */
    @Override
    public int compareTo(Feed other) {
        int byTime = Long.compare(headMs(), other.headMs());
        int byPartition = Integer.compare(source(), other.source());
        return byTime != 0
                ? byTime
                : byPartition != 0 ? byPartition : partition.topic().compareTo(other.partition.topic());
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return partition.hashCode();
    }
}
