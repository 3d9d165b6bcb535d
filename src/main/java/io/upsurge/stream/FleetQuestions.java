package io.upsurge.stream;

import io.upsurge.model.NodeChange;
import io.upsurge.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Questions to stage two about the nodes of a workload. State consists of live objects that the thread of their task changes,
 * so that thread answers: between two records, from a state that is whole, without a lock on its way. Questions to a task that
 * is not here are not taken. Safe for use by several threads.
 */
public final class FleetQuestions {
    private static final int MOST_WAITING = 64;

    private final int partitions;
    private final Map<Integer, Desk> desks = new ConcurrentHashMap<>();

    /** Where questions to one task wait for its thread. */
    final class Desk {
        private final Queue<Question> waiting = new ConcurrentLinkedQueue<>();
        private final AtomicInteger length = new AtomicInteger();
        private final int partition;
        private volatile boolean closed;

        private Desk(int partition) {
            this.partition = partition;
        }

        private Optional<CompletableFuture<List<NodeChange>>> ask(Workload workload) {
            if (length.incrementAndGet() > MOST_WAITING) {
                length.decrementAndGet();
                return Optional.empty();
            }
            Question question = new Question(workload, new CompletableFuture<>());
            waiting.add(question);
            if (closed) {
                close();
            }
            return Optional.of(question.answer);
        }

        /** Answers what waits; to be called by the thread of the task alone. */
        void answer(Function<Workload, List<NodeChange>> nodes) {
            for (Question next = waiting.poll(); next != null; next = waiting.poll()) {
                length.decrementAndGet();
                try {
                    next.answer.complete(nodes.apply(next.workload));
                } catch (RuntimeException e) {
                    next.answer.completeExceptionally(e);
                }
            }
        }

        /** The task goes elsewhere. */
        void close() {
            closed = true;
            desks.remove(partition, this);
            for (Question next = waiting.poll(); next != null; next = waiting.poll()) {
                next.answer.completeExceptionally(new IllegalStateException("the task moved to another instance"));
            }
        }
    }

    private record Question(Workload workload, CompletableFuture<List<NodeChange>> answer) {}

    /**
     * Questions to a topology.
     *
     * @param partitions partitions between its stages
     */
    public FleetQuestions(int partitions) {
        this.partitions = partitions;
    }

    /** The task of a partition is here. */
    Desk open(int partition) {
        Desk desk = new Desk(partition);
        desks.put(partition, desk);
        return desk;
    }

    /**
     * Asks for the nodes of a workload.
     *
     * @return the answer, which fails if the task goes elsewhere meanwhile; empty if it is not here, or is asked too much
     */
    public Optional<CompletableFuture<List<NodeChange>>> ask(Workload workload) {
        return Optional.ofNullable(desks.get(partitionOf(workload))).flatMap(desk -> desk.ask(workload));
    }

    /** The partition between the stages whose task has a workload. */
    public int partitionOf(Workload workload) {
        return FleetPartitioner.partitionOf(workload.key(), partitions);
    }
}
