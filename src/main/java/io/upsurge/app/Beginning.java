package io.upsurge.app;

import io.micrometer.core.instrument.Gauge;
import io.upsurge.app.config.ConfigHash;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.http.ProcessServer;
import io.upsurge.serve.Route;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every long-running command begins with: the form of its log, a line that says what runs, and its HTTP side. */
final class Beginning {
    private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

    private Beginning() {}

    /**
     * Begins.
     *
     * @param command name of the command
     * @param config the configuration
     * @param topology hash of the topology, where the command runs it
     * @param routes what is answered besides health and metrics
     * @throws IOException if the address cannot be bound, or certificate or key cannot be used
     */
    static ProcessServer of(String command, UpsurgeConfig config, Optional<String> topology, List<Route> routes)
            throws IOException {
        LogForm.use(config.logFormat());
        LOG.info(
                "Upsurge {} {}, configuration {}{}, {} signals, Kafka at {}",
                command,
                Release.version(),
                ConfigHash.of(config),
                topology.map(hash -> ", topology " + hash).orElse(""),
                config.signals().size(),
                config.kafka().get("bootstrap.servers"));
        ProcessServer server = ProcessServer.start(config.http(), routes);
        Gauge.builder("upsurge.build.info", () -> 1)
                .description("What runs: release, hash of the settings that the answer depends on, command")
                .tag("version", Release.version())
                .tag("configuration", ConfigHash.of(config))
                .tag("command", command)
                .register(server.registry());
        return server;
    }
}
