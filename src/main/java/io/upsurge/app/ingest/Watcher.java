package io.upsurge.app.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.ingest.kafka.KafkaOutlet;
import io.upsurge.ingest.kubernetes.RolloutWatcher;
import io.upsurge.model.Signal;
import java.time.Clock;

/** The Kubernetes watcher in this process. */
public final class Watcher implements AutoCloseable {
    private final KafkaOutlet outlet;
    private final RolloutWatcher watcher;

    private Watcher(KafkaOutlet outlet, RolloutWatcher watcher) {
        this.outlet = outlet;
        this.watcher = watcher;
    }

    /**
     * Starts it. The clusters need not be there yet.
     *
     * @param config the configuration, which names at least one cluster
     * @param contracts how the topics are encoded
     * @param registry takes the metrics
     * @param clock tells when something was seen
     */
    public static Watcher start(UpsurgeConfig config, Contracts contracts, MeterRegistry registry, Clock clock) {
        KafkaOutlet outlet = Outlets.open(config, contracts, "upsurge-watcher");
        try {
            return new Watcher(
                    outlet,
                    RolloutWatcher.start(
                            config.watch().settings(),
                            config.signals().stream().map(Signal::workload).toList(),
                            outlet,
                            registry,
                            clock));
        } catch (RuntimeException e) {
            outlet.close();
            throw e;
        }
    }

    /** Stops to watch, then writes what waits. */
    @Override
    public void close() {
        watcher.close();
        outlet.close();
    }
}
