package io.upsurge.app;

import io.upsurge.app.api.Api;
import io.upsurge.app.api.EventHub;
import io.upsurge.app.config.ConfigHash;
import io.upsurge.app.config.HttpConfig;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.http.PageRoutes;
import io.upsurge.app.http.ProcessServer;
import io.upsurge.app.run.Pipeline;
import io.upsurge.app.view.LiveView;
import io.upsurge.serve.Route;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The HTTP server of a process with the API and the page in it: up at once, it says what it waits for. */
final class Serving implements AutoCloseable {
    private final EventHub events = new EventHub();
    private final AtomicReference<Pipeline> pipeline = new AtomicReference<>();
    private final UpsurgeConfig config;
    private final LiveView live;
    private final ProcessServer server;

    private Serving(String command, UpsurgeConfig config, Optional<String> topology, DecoderSource decoders)
            throws IOException {
        this.config = config;
        this.live = new LiveView(
                config,
                () -> KafkaClients.reader(config.kafka(), "upsurge-view"),
                () -> decoders.decoders(config),
                events,
                Clock.systemUTC());
        Api api = new Api(
                live,
                () -> Optional.ofNullable(pipeline.get()),
                config.http(),
                new Api.About(Release.version(), ConfigHash.of(config)),
                events,
                Clock.systemUTC());
        List<Route> routes = new ArrayList<>(api.routes());
        routes.addAll(PageRoutes.of(Release.version()));
        this.server = Beginning.of(command, config, topology, routes);
    }

    /**
     * Starts the server, where the configuration wants one.
     *
     * @param command name of the command
     * @param topology hash of the topology that runs in the process; empty where none does
     * @throws IOException if the server cannot be started; says why
     */
    static Serving start(String command, UpsurgeConfig config, Optional<String> topology, DecoderSource decoders)
            throws IOException {
        return new Serving(command, config, topology, decoders);
    }

    /** Begins to read the topics, and asks a pipeline what only it knows. */
    void attach(Optional<Pipeline> running) {
        running.ifPresent(pipeline::set);
        if (config.http().enabled()) {
            live.bindTo(server.registry());
            live.start();
        }
    }

    /** Why the API does not show all that was there at the start; empty if it does, or there is none. */
    Optional<String> unready() {
        return config.http().enabled() ? live.unready() : Optional.empty();
    }

    ProcessServer server() {
        return server;
    }

    LiveView live() {
        return live;
    }

    /** Address under which other instances reach this one; empty without a server. */
    Optional<String> reachableAt() {
        HttpConfig http = config.http();
        return http.advertised().or(() -> server.address().map(URI::getAuthority));
    }

    /** Ends streams and reading; the server is closed by the process. */
    @Override
    public void close() {
        events.close();
        live.close();
        server.close();
    }
}
