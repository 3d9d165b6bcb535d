package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.http.ProcessServer;
import io.upsurge.app.ingest.Inputs;
import io.upsurge.app.ingest.Inputs.Kind;
import io.upsurge.app.tail.RolloutText;
import io.upsurge.ingest.kubernetes.RolloutSnapshot;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Signal;
import io.upsurge.model.WorkloadPattern;
import io.upsurge.wire.ModelJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge watch}: roll-outs as Kubernetes tells them. */
@Command(
        name = "watch",
        description =
                "Watches Kubernetes and writes to Kafka what the DaemonSets' containers run, until it is stopped.")
public final class WatchCommand implements Callable<Integer> {
    private final ConfigSource source;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Option(names = "--once", description = "Print what runs now, and end; needs no Kafka.")
    private boolean once;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "With --once: how long to wait for a cluster. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "With --once: text, or json: one object a line.")
    private Output output;

    private enum Output {
        TEXT,
        JSON
    }

    /**
     * A command.
     *
     * @param source reads the configuration
     * @param clock tells when something was seen
     */
    public WatchCommand(ConfigSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        UpsurgeConfig config = options.load(source);
        if (config.watch().settings().clusters().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "No cluster is named: set watch.cluster to the name that its samples carry, such as"
                            + " --set watch.cluster=prod");
        }
        if (once) {
            print(config);
            return ExitCode.OK.status();
        }
        try (ProcessServer server = Beginning.of("watch", config, Optional.empty(), List.of());
                Inputs inputs =
                        Inputs.start(config, Contracts.of(config), Set.of(Kind.WATCH), clock, server.registry())) {
            new Running(server, config).with(inputs).untilStopped();
        }
        return ExitCode.OK.status();
    }

    private void print(UpsurgeConfig config) throws InterruptedException {
        List<WorkloadPattern> patterns =
                config.signals().stream().map(Signal::workload).toList();
        List<RolloutFact> facts = RolloutSnapshot.take(
                config.watch().settings().clusters(), patterns, Duration.ofSeconds(timeout), clock);
        PrintWriter out = spec.commandLine().getOut();
        RolloutText text = new RolloutText();
        facts.forEach(fact -> out.println(output == Output.JSON ? ModelJson.line(fact) : text.print(fact)));
        if (facts.isEmpty()) {
            spec.commandLine().getErr().println("No container runs that a signal is about");
        }
    }
}
