package io.upsurge.replay;

import io.upsurge.detect.engine.Engine;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Carries records to the node stages, and what they say to the fleet stage, batch by batch: in each batch the sources are
 * worked on in parallel, each by one thread at a time, and the fleet stage then hears them in the order of their numbers.
 * What is in a batch depends on the records alone.
 */
final class Conveyor implements AutoCloseable {
    private static final int BATCH = 8_192;
    private static final int BATCHES_UNDER_WAY = 4;

    private final Engine engine;
    private final Outbox[] outboxes;
    private final ReplayListener listener;
    private final Workshop workshop;
    private final Runnable progress;
    private final List<CompletableFuture<Void>> lanes = new ArrayList<>();
    private final Deque<CompletableFuture<Void>> underWay = new ArrayDeque<>();
    private CompletableFuture<Void> fleet = CompletableFuture.completedFuture(null);
    private Batch batch;

    private static final class Batch {
        private final List<List<Object>> bySource = new ArrayList<>();
        private final List<List<Runnable>> said = new ArrayList<>();
        private final List<RolloutFact> facts = new ArrayList<>();
        private int records;

        Batch(int sources) {
            for (int i = 0; i < sources; i++) {
                bySource.add(new ArrayList<>());
                said.add(List.of());
            }
        }
    }

    Conveyor(Engine engine, Outbox[] outboxes, ReplayListener listener, Workshop workshop, Runnable progress) {
        this.engine = engine;
        this.outboxes = outboxes;
        this.listener = listener;
        this.workshop = workshop;
        this.progress = progress;
        this.batch = new Batch(outboxes.length);
        for (int i = 0; i < Math.min(workshop.threads(), outboxes.length); i++) {
            lanes.add(CompletableFuture.completedFuture(null));
        }
    }

    /** Adds a scrape or fact of a node of a source. */
    void add(int source, Object record) {
        if (record instanceof RolloutFact fact) {
            batch.facts.add(fact);
        }
        batch.bySource.get(source).add(record);
        count();
    }

    /** Adds a copy for each source. */
    void toAll(Heartbeat heartbeat) {
        batch.bySource.forEach(records -> records.add(heartbeat));
        count();
    }

    private void count() {
        batch.records++;
        if (batch.records == BATCH) {
            send();
        }
    }

    private void send() {
        Batch sent = batch;
        batch = new Batch(outboxes.length);
        for (int lane = 0; lane < lanes.size(); lane++) {
            int number = lane;
            lanes.set(lane, lanes.get(lane).thenRunAsync(() -> work(number, sent), workshop.executor()));
        }
        CompletableFuture<Void> worked = CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new));
        fleet = fleet.thenCombineAsync(
                worked,
                (before, now) -> {
                    sent.facts.forEach(listener::fact);
                    sent.said.forEach(said -> said.forEach(Runnable::run));
                    return null;
                },
                workshop.executor());
        underWay.add(fleet);
        while (underWay.size() > BATCHES_UNDER_WAY) {
            join(underWay.poll());
        }
        progress.run();
    }

    private void work(int lane, Batch sent) {
        for (int source = lane; source < outboxes.length; source += lanes.size()) {
            for (Object record : sent.bySource.get(source)) {
                if (record instanceof SampleRecord sample) {
                    engine.on(source, sample);
                } else {
                    engine.on(source, (RolloutFact) record);
                }
            }
            sent.said.set(source, outboxes[source].take());
        }
    }

    /** Sends what is left, and waits until everything was heard. */
    void finish() {
        send();
        while (!underWay.isEmpty()) {
            join(underWay.poll());
        }
    }

    private static void join(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Waits for what is under way, whatever became of it. */
    @Override
    public void close() {
        CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
                .exceptionally(failure -> null)
                .join();
    }
}
