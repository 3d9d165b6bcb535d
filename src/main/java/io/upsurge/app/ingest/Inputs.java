package io.upsurge.app.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.ingest.Parts;
import io.upsurge.ingest.kubernetes.RolloutWatcher;
import io.upsurge.ingest.topics.TopicReaders;
import io.upsurge.model.Signal;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** The inputs in this process, on common ground. */
public final class Inputs implements AutoCloseable {
    private final Parts parts = new Parts();
    private OptionalInt port = OptionalInt.empty();
    private Supplier<Optional<String>> trouble = Optional::empty;

    /** An input. */
    public enum Kind {
        /** Prometheus remote write. */
        RECEIVER,
        /** Topics in which others already write metrics. */
        TOPICS,
        /** Pages of metrics. */
        SCRAPE,
        /** Roll-outs as Kubernetes tells them. */
        WATCH
    }

    private Inputs() {}

    /** The inputs that a configuration wants beside the pipeline. */
    public static Set<Kind> enabledIn(UpsurgeConfig config) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (config.receiver().enabled()) {
            kinds.add(Kind.RECEIVER);
        }
        if (!config.inputs().isEmpty()) {
            kinds.add(Kind.TOPICS);
        }
        if (config.scrape().enabled()) {
            kinds.add(Kind.SCRAPE);
        }
        if (config.watch().enabled()) {
            kinds.add(Kind.WATCH);
        }
        return kinds;
    }

    /**
     * Starts inputs. What they read from need not be there yet.
     *
     * @param config the configuration
     * @param contracts how the topics are encoded
     * @param kinds which of them; may be empty
     * @param clock tells the present
     * @param registry takes the metrics
     * @throws IOException if an address cannot be bound
     */
    public static Inputs start(
            UpsurgeConfig config, Contracts contracts, Set<Kind> kinds, Clock clock, MeterRegistry registry)
            throws IOException {
        Inputs inputs = new Inputs();
        if (kinds.isEmpty()) {
            return inputs;
        }
        try {
            inputs.begin(inputs.parts.add(Common.of(config, contracts, clock, registry)), kinds);
        } catch (IOException | RuntimeException e) {
            inputs.close();
            throw e;
        }
        return inputs;
    }

    private void begin(Common common, Set<Kind> kinds) throws IOException {
        UpsurgeConfig config = common.config();
        trouble = common.outlet()::trouble;
        if (kinds.contains(Kind.TOPICS)) {
            parts.add(TopicReaders.start(
                    config.kafka(),
                    config.pipeline().applicationId() + "-inputs",
                    config.inputs(),
                    common.places(),
                    common.outlet(),
                    common.producer(),
                    config.topics().deadLetters(),
                    common.heartbeats(),
                    common.registry(),
                    common.clock()::millis,
                    config.engine().futureToleranceMs()));
        }
        if (kinds.contains(Kind.SCRAPE)) {
            parts.add(PageScraper.start(common));
        }
        if (kinds.contains(Kind.WATCH)) {
            parts.add(RolloutWatcher.start(
                    config.watch().settings(),
                    config.signals().stream().map(Signal::workload).toList(),
                    common.outlet(),
                    common.registry(),
                    common.clock()));
        }
        if (kinds.contains(Kind.RECEIVER)) {
            port = OptionalInt.of(parts.add(Receiver.start(common)).port());
        }
    }

    /** Port the receiver listens at; empty without one. */
    public OptionalInt port() {
        return port;
    }

    /** Why nothing that comes in can be written now, as far as that shows; empty if it can. May take a second. */
    public Optional<String> trouble() {
        return trouble.get();
    }

    /** Takes nothing new, writes what is in hand, says how far it came, and stops. May be called twice. */
    @Override
    public void close() {
        parts.close();
    }
}
