package io.upsurge.app;

import io.upsurge.app.alert.AlertTrial;
import io.upsurge.app.alert.Alerts;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.http.ProcessServer;
import io.upsurge.app.run.Prerequisites;
import io.upsurge.deliver.SinkSettings;
import io.upsurge.words.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge alert}: tells sinks of anomalies, without the pipeline. */
@Command(name = "alert", description = "Tells the sinks of alerts.sinks of anomalies, until it is stopped.")
public final class AlertCommand implements Callable<Integer> {
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
     * @param clock tells the present
     */
    public AlertCommand(ConfigSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        UpsurgeConfig config = withSinks(options.load(source));
        Contracts contracts = Contracts.of(config);
        try (ProcessServer server = Beginning.of("alert", config, Optional.empty(), List.of())) {
            Prerequisites.of(
                            config,
                            contracts,
                            List.of(config.topics().anomalies(), config.topics().anomaliesOpen()))
                    .await(server.health()::awaits);
            try (Alerts alerts = Alerts.start(config, contracts, server.registry(), clock)) {
                new Running(server, config).with(alerts).untilStopped();
            }
        }
        return ExitCode.OK.status();
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Sends an alert that is marked as a test through each sink, and says what came back.")
    int test(
            @Mixin ConfigOptions given,
            @Option(names = "--sink", paramLabel = "NAME", description = "Try this sink alone.") String name)
            throws InterruptedException {
        UpsurgeConfig config = withSinks(given.load(source));
        List<SinkSettings> sinks = config.alerts().sinks().stream()
                .filter(sink -> name == null || sink.name().equals(name))
                .toList();
        if (sinks.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no sink " + name + "; there are: "
                            + config.alerts().sinks().stream()
                                    .map(SinkSettings::name)
                                    .collect(Collectors.joining(", ")));
        }
        PrintWriter out = spec.commandLine().getOut();
        AlertTrial trial = new AlertTrial(config, clock);
        boolean allTaken = true;
        for (SinkSettings sink : sinks) {
            for (AlertTrial.Said said : trial.of(sink)) {
                allTaken &= said.reply().isTaken();
                out.printf(
                        Locale.ROOT,
                        "%s  %s  %s: %s%n",
                        said.reply().isTaken() ? "ok    " : "failed",
                        said.sink(),
                        said.step(),
                        OneLine.of(said.reply().detail()));
            }
            out.flush();
        }
        return allTaken ? ExitCode.OK.status() : ExitCode.INTERNAL.status();
    }

    private UpsurgeConfig withSinks(UpsurgeConfig config) {
        if (config.alerts().sinks().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "No sink is configured: list some in alerts.sinks");
        }
        return config;
    }
}
