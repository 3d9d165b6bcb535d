package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.http.ProcessServer;
import io.upsurge.app.ingest.Inputs;
import io.upsurge.app.ingest.Inputs.Kind;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge scrape}: pages of metrics, read without a Prometheus. */
@Command(
        name = "scrape",
        description = "Scrapes pages of metrics and writes to Kafka what the signals ask for, until it is stopped.")
public final class ScrapeCommand implements Callable<Integer> {
    private final ConfigSource source;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    /**
     * A command.
     *
     * @param source reads the configuration
     * @param clock dates the scrapes
     */
    public ScrapeCommand(ConfigSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        UpsurgeConfig config = options.load(source);
        if (config.scrape().targets().isEmpty() && config.scrape().pods().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Nothing to scrape: neither scrape.targets nor scrape.pods is set");
        }
        if (!config.scrape().pods().isEmpty()
                && config.watch().settings().clusters().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "No cluster is named for scrape.pods: set watch.cluster to its name");
        }
        try (ProcessServer server = Beginning.of("scrape", config, Optional.empty(), List.of());
                Inputs inputs =
                        Inputs.start(config, Contracts.of(config), Set.of(Kind.SCRAPE), clock, server.registry())) {
            new Running(server, config).with(inputs).untilStopped();
        }
        return ExitCode.OK.status();
    }
}
