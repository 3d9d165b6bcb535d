package io.upsurge.app.ingest;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.format.remotewrite.WriteDecoder;
import io.upsurge.format.remotewrite.WriteLimits;
import io.upsurge.ingest.IngestMetrics;
import io.upsurge.ingest.remotewrite.ReceiverLimits;
import io.upsurge.ingest.remotewrite.RemoteWriteHandler;
import io.upsurge.serve.Credentials;
import io.upsurge.serve.Health;
import io.upsurge.serve.Route;
import io.upsurge.serve.ServerSettings;
import io.upsurge.serve.WebServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receiver of Prometheus remote write in this process, with its health beside it. */
final class Receiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    private static final int MIB = 1 << 20;
    private static final Duration READ_WITHIN = Duration.ofSeconds(30);

    private final WebServer web;

    private Receiver(WebServer web) {
        this.web = web;
    }

    /**
     * Starts it.
     *
     * @throws IOException if the address cannot be bound
     */
    static Receiver start(Common common) throws IOException {
        UpsurgeConfig.Receiver settings = common.config().receiver();
        RemoteWriteHandler handler = new RemoteWriteHandler(
                limits(settings),
                new WriteDecoder(common.places()::wants, WriteLimits.DEFAULT.withMaxSamples(settings.maxSamples())),
                common.places(),
                common.outlet(),
                common.heartbeats(),
                new IngestMetrics(common.registry(), "remote-write"),
                common.clock()::millis,
                common.config().engine().futureToleranceMs());
        List<Route> routes = new ArrayList<>(Health.routes(Optional::empty, common.outlet()::trouble));
        routes.add(Route.of("POST", RemoteWriteHandler.PATH, handler));
        WebServer web =
                WebServer.start(ServerSettings.at(settings.host(), settings.port()), routes, credentials(settings));
        LOG.info("Receiving Prometheus remote write at {}{}", web.address(), RemoteWriteHandler.PATH);
        return new Receiver(web);
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

    /** Port it listens at. */
    int port() {
        return web.port();
    }

    /** Takes nothing new, and answers what is in hand once Kafka has it. */
    @Override
    public void close() {
        web.close();
    }
}
