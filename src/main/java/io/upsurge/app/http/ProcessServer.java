package io.upsurge.app.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.upsurge.app.config.HttpConfig;
import io.upsurge.serve.Credentials;
import io.upsurge.serve.Health;
import io.upsurge.serve.MetricsPage;
import io.upsurge.serve.Route;
import io.upsurge.serve.ServerSettings;
import io.upsurge.serve.TlsFiles;
import io.upsurge.serve.WebServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of a process: {@code /livez}, {@code /readyz}, {@code /metrics} and what else is handed in, on one port. It is
 * up before anything that the process waits for, so that it can be asked what that is.
 */
public final class ProcessServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessServer.class);

    private final PrometheusMeterRegistry registry;
    private final ProcessHealth health = new ProcessHealth();
    private final Optional<WebServer> web;

    private ProcessServer(PrometheusMeterRegistry registry, HttpConfig config, List<Route> more) throws IOException {
        this.registry = registry;
        Gauge.builder("upsurge.ready", health, it -> it.unready().isEmpty() ? 1 : 0)
                .description("Whether the process does its work now, as /readyz tells")
                .register(registry);
        Gauge.builder("upsurge.live", health, it -> it.unlive().isEmpty() ? 1 : 0)
                .description("Whether the process can go on without a restart, as /livez tells")
                .register(registry);
        this.web = config.enabled() ? Optional.of(listen(config, more)) : Optional.empty();
    }

    /**
     * Starts it; without a server where the configuration wants none.
     *
     * @param config how it listens, and what requests must bring
     * @param more further routes
     * @throws IOException if the address cannot be bound, or certificate or key cannot be used
     */
    public static ProcessServer start(HttpConfig config, List<Route> more) throws IOException {
        return new ProcessServer(ProcessMetrics.registry(), config, more);
    }

    private WebServer listen(HttpConfig config, List<Route> more) throws IOException {
        List<Route> routes = new ArrayList<>(Health.routes(health::unlive, health::unready));
        routes.add(MetricsPage.of(registry));
        routes.addAll(more);
        ServerSettings settings = ServerSettings.at(config.host(), config.port())
                .bounded(
                        config.maxConnections(),
                        Duration.ofMillis(config.headerTimeoutMs()),
                        Duration.ofMillis(config.idleTimeoutMs()))
                .secured(config.tlsCertificate()
                        .flatMap(certificate -> config.tlsKey().map(key -> TlsFiles.of(certificate, key))));
        try {
            WebServer started = WebServer.start(settings, routes, credentials(config));
            LOG.info("Health and metrics at {}", started.address());
            return started;
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; give http.listen another port, or set http.enabled to false", e);
        }
    }

    private static Credentials credentials(HttpConfig config) {
        if (config.bearerToken().isPresent()) {
            return Credentials.bearer(config.bearerToken().get());
        }
        if (config.user().isPresent() && config.password().isPresent()) {
            return Credentials.basic(config.user().get(), config.password().get());
        }
        return Credentials.none();
    }

    /** Takes the metrics of the process. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Is told how the process fares. */
    public ProcessHealth health() {
        return health;
    }

    /** Where it listens; empty without a server. */
    public Optional<URI> address() {
        return web.map(WebServer::address);
    }

    /** Finishes the requests in hand, and stops. */
    @Override
    public void close() {
        web.ifPresent(WebServer::close);
    }
}
