package io.upsurge.app.alert;

import io.micrometer.core.instrument.MeterRegistry;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.deliver.AlertMetrics;
import io.upsurge.deliver.AnomalyFeed;
import io.upsurge.deliver.Backoff;
import io.upsurge.deliver.FeedSettings;
import io.upsurge.deliver.MessageSink;
import io.upsurge.deliver.MessageSink.FeedSource;
import io.upsurge.deliver.SinkSettings;
import io.upsurge.deliver.SinkSettings.Target;
import io.upsurge.deliver.alertmanager.AlertmanagerSink;
import io.upsurge.deliver.alertmanager.Alertmanagers;
import io.upsurge.ingest.Parts;
import io.upsurge.model.Anomaly;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sinks of this process. */
public final class Alerts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private final UpsurgeConfig config;
    private final Deserializer<Anomaly> decoder;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Parts parts = new Parts();

    private Alerts(UpsurgeConfig config, Deserializer<Anomaly> decoder, MeterRegistry registry, Clock clock) {
        this.config = config;
        this.decoder = decoder;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Starts all sinks that are configured; there may be none. Nothing they tell needs to be there yet.
     *
     * @param config the configuration
     * @param contracts how the topics are encoded
     * @param registry takes the metrics
     * @param clock tells the present
     */
    public static Alerts start(UpsurgeConfig config, Contracts contracts, MeterRegistry registry, Clock clock) {
        Alerts alerts = new Alerts(config, contracts.serdes().anomalies().deserializer(), registry, clock);
        try {
            config.alerts().sinks().forEach(alerts::start);
        } catch (RuntimeException e) {
            alerts.close();
            throw e;
        }
        return alerts;
    }

    private void start(SinkSettings sink) {
        SinkParts made = new SinkParts(config.alerts().links(), () -> Clusters.connect(config, parts), clock);
        AlertMetrics metrics = new AlertMetrics(registry, sink.name(), clock);
        FeedSource feeds = feeds(sink, metrics);
        if (sink.target() instanceof Target.Alertmanager target) {
            AlertmanagerSink started = made.alertmanagers(sink, target)
                    .sink(
                            sink.name(),
                            sink.routing(),
                            feeds,
                            Alertmanagers.openOf(
                                    () -> consumer(FeedSettings.alone(config.kafka(), group(sink) + "-open")),
                                    config.topics().anomalies(),
                                    config.topics().anomaliesOpen(),
                                    decoder),
                            metrics,
                            Backoff.usual());
            parts.add(started).start();
        } else {
            MessageSink started = new MessageSink(
                    sink.name(),
                    sink.routing(),
                    sink.updates(),
                    sink.giveUpAfter(),
                    made.channel(sink),
                    feeds,
                    metrics,
                    Backoff.usual(),
                    clock);
            parts.add(started).start();
        }
        LOG.info(
                "Telling {} of anomalies, from {} on: {}",
                sink.name(),
                sink.routing().minLevel(),
                sink.target());
    }

    private FeedSource feeds(SinkSettings sink, AlertMetrics metrics) {
        return (handler, rules) -> new AnomalyFeed(
                consumer(FeedSettings.inGroup(config.kafka(), group(sink))),
                config.topics().anomalies(),
                decoder,
                handler,
                rules,
                metrics);
    }

    /** The consumer group of a sink. */
    private String group(SinkSettings sink) {
        return config.pipeline().applicationId() + "-alert-" + sink.name();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Stops all sinks after what they have in hand. May be called twice. */
    @Override
    public void close() {
        parts.close();
    }
}
