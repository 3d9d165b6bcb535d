package io.upsurge.ingest.kafka;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Waits for the acknowledgements of a batch; the first error counts, and is told once all records have been answered. */
final class Delivery implements Callback {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final AtomicInteger open = new AtomicInteger(1);
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** A record is about to be handed over. */
    void sending() {
        open.incrementAndGet();
    }

    /** No further record is handed over. */
    void allSent() {
        close();
    }

    /** No further record is handed over, as the last one was not taken. */
    void broken(Exception error) {
        failure.compareAndSet(null, error);
        close();
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception error) {
        if (error != null) {
            failure.compareAndSet(null, error);
        }
        close();
    }

    private void close() {
        if (open.decrementAndGet() == 0) {
            Exception error = failure.get();
            if (error == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(error);
            }
        }
    }

    CompletableFuture<Void> done() {
        return done;
    }
}
