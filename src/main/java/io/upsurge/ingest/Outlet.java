package io.upsurge.ingest;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where inputs write to: the topics of the samples and of the roll-outs. May be used by several threads. */
public interface Outlet {

    /**
     * Writes records. A heartbeat goes to every partition.
     *
     * @param samples scrapes and heartbeats
     * @param facts roll-out facts
     * @return done once Kafka has acknowledged all of it; fails with {@link OutletBusyException} if there is no room for them
     *     now, and with another exception if they cannot be written
     */
    CompletableFuture<Void> write(List<? extends SampleRecord> samples, List<RolloutFact> facts);
}
