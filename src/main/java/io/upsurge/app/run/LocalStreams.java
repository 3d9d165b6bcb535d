package io.upsurge.app.run;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams with local state that need not be sound. Kafka Streams opens the stores it finds when it starts, and does not
 * start if one of them cannot be opened, however often it is tried. Kafka has a copy: what cannot be opened is deleted.
 */
final class LocalStreams {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStreams.class);

    private final Supplier<KafkaStreams> maker;
    private final Consumer<State> states;
    private volatile KafkaStreams current;
    private volatile KafkaStreams abandoned;

    /**
     * Streams that do not run yet.
     *
     * @param maker makes them
     * @param states hears of the states of those that run
     */
    LocalStreams(Supplier<KafkaStreams> maker, Consumer<State> states) {
        this.maker = maker;
        this.states = states;
        this.current = make();
    }

    private KafkaStreams make() {
        KafkaStreams made = maker.get();
        made.setStateListener((now, before) -> {
            if (made != abandoned) {
                states.accept(now);
            }
        });
        return made;
    }

    /** Those that run, or are to. */
    KafkaStreams current() {
        return current;
    }

    State state() {
        return current.state();
    }

    /**
     * Starts them; returns when local state has been opened.
     *
     * @throws ProcessorStateException if state cannot be opened even where none is left
     */
    void start() {
        KafkaStreams first = current;
        try {
            first.start();
        } catch (ProcessorStateException e) {
            LOG.warn("Local state cannot be opened, it is deleted and restored from Kafka: {}", e.getMessage());
            LOG.debug("Local state cannot be opened", e);
            abandoned = first;
            first.close();
            first.cleanUp();
            current = make();
            current.start();
        }
    }
}
