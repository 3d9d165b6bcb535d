package io.upsurge.ingest;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Keeps what is written; answers as it is told. */
public final class FakeOutlet implements Outlet {
    private final List<SampleRecord> samples = new ArrayList<>();
    private Supplier<CompletableFuture<Void>> answer = () -> CompletableFuture.completedFuture(null);

    @Override
    public synchronized CompletableFuture<Void> write(List<? extends SampleRecord> records, List<RolloutFact> facts) {
        CompletableFuture<Void> answered = answer.get();
        if (!answered.isCompletedExceptionally()) {
            samples.addAll(records);
        }
        return answered;
    }

    /** What is answered from now on. */
    public synchronized void answer(Supplier<CompletableFuture<Void>> with) {
        answer = with;
    }

    public synchronized void fail(RuntimeException with) {
        answer(() -> CompletableFuture.failedFuture(with));
    }

    public synchronized void succeed() {
        answer(() -> CompletableFuture.completedFuture(null));
    }

    public synchronized List<SampleRecord> samples() {
        return List.copyOf(samples);
    }
}
