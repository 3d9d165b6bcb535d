package io.upsurge.app.ingest;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.format.remotewrite.WriteDecoder;
import io.upsurge.format.remotewrite.WriteLimits;
import io.upsurge.ingest.Heartbeats;
import io.upsurge.ingest.IngestMetrics;
import io.upsurge.ingest.kafka.KafkaOutlet;
import io.upsurge.ingest.kafka.ProducerSettings;
import io.upsurge.ingest.remotewrite.ReceiverLimits;
import io.upsurge.ingest.remotewrite.RemoteWriteHandler;
import io.upsurge.ingest.topics.TopicReader;
import io.upsurge.ingest.topics.TopicReaders;
import io.upsurge.place.LabelPlaces;
import io.upsurge.serve.Credentials;
import io.upsurge.serve.Health;
import io.upsurge.serve.MetricsPage;
import io.upsurge.serve.Route;
import io.upsurge.serve.ServerSettings;
import io.upsurge.serve.WebServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receiver of Prometheus remote write and the reader of topics in this process, with health and metrics beside them. */
public final class Receiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    private static final int MIB = 1 << 20;
    private static final Duration READ_WITHIN = Duration.ofSeconds(30);

    private final KafkaOutlet outlet;
    private final Heartbeats heartbeats;
    private final WebServer web;
    private final Optional<TopicReader> topics;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Receiver(KafkaOutlet outlet, Heartbeats heartbeats, WebServer web, Optional<TopicReader> topics) {
        this.outlet = outlet;
        this.heartbeats = heartbeats;
        this.web = web;
        this.topics = topics;
    }

    /**
     * Starts it.
     *
     * @param config the configuration
     * @param contracts how the topics are encoded
     * @throws IOException if the address cannot be bound
     */
    public static Receiver start(UpsurgeConfig config, Contracts contracts) throws IOException {
        UpsurgeConfig.Receiver settings = config.receiver();
        PrometheusMeterRegistry registry = ProcessMetrics.registry();
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ProducerSettings.of(config.kafka(), "upsurge-receiver"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        KafkaOutlet outlet = new KafkaOutlet(
                producer,
                contracts.serdes().samples().serializer(),
                contracts.serdes().rollouts().serializer(),
                config.topics().samples(),
                config.topics().rollouts());
        long toleranceMs = config.engine().futureToleranceMs();
        Heartbeats heartbeats =
                new Heartbeats(outlet, System::currentTimeMillis, toleranceMs, settings.maxClusters(), registry);
        LabelPlaces places = new LabelPlaces(config.signals(), config.labels());
        WriteLimits limits = WriteLimits.DEFAULT.withMaxSamples(settings.maxSamples());
        RemoteWriteHandler handler = new RemoteWriteHandler(
                limits(settings),
                new WriteDecoder(places::wants, limits),
                places,
                outlet,
                heartbeats,
                new IngestMetrics(registry, "remote-write"),
                System::currentTimeMillis,
                toleranceMs);
        List<Route> routes = new ArrayList<>(Health.routes(Optional::empty, outlet::trouble));
        routes.add(MetricsPage.of(registry));
        routes.add(Route.of("POST", RemoteWriteHandler.PATH, handler));
        try {
            WebServer web =
                    WebServer.start(ServerSettings.at(settings.host(), settings.port()), routes, credentials(settings));
            heartbeats.start(Duration.ofMillis(settings.heartbeatMs()));
            LOG.info("Receiving Prometheus remote write at {}{}", web.address(), RemoteWriteHandler.PATH);
            Optional<TopicReader> topics = config.inputs().isEmpty()
                    ? Optional.empty()
                    : Optional.of(TopicReaders.start(
                            config.kafka(),
                            config.pipeline().applicationId() + "-inputs",
                            config.inputs(),
                            places,
                            outlet,
                            producer,
                            config.topics().deadLetters(),
                            heartbeats,
                            registry,
                            System::currentTimeMillis,
                            toleranceMs));
            return new Receiver(outlet, heartbeats, web, topics);
        } catch (IOException e) {
            heartbeats.close();
            outlet.close();
            throw e;
        }
    }

    private static ReceiverLimits limits(UpsurgeConfig.Receiver settings) {
        return new ReceiverLimits(
                settings.maxBodyMib() * MIB,
                settings.maxPlainMib() * MIB,
                settings.maxRequests(),
                (long) settings.maxInHandMib() * MIB,
                Duration.ofMillis(settings.retryAfterMs()),
                READ_WITHIN);
    }

    private static Credentials credentials(UpsurgeConfig.Receiver settings) {
        if (settings.bearerToken().isPresent()) {
            return Credentials.bearer(settings.bearerToken().get());
        }
        if (settings.user().isPresent() && settings.password().isPresent()) {
            return Credentials.basic(settings.user().get(), settings.password().get());
        }
        return Credentials.none();
    }

    /** Where it listens. */
    public int port() {
        return web.port();
    }

    /** Takes nothing new, answers what is in hand once Kafka has it, says how far it came, and stops. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        web.close();
        topics.ifPresent(TopicReader::close);
        heartbeats.close();
        outlet.close();
    }
}
