package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.http.ProcessServer;
import io.upsurge.app.ingest.Inputs;
import io.upsurge.app.ingest.Inputs.Kind;
import io.upsurge.app.run.Prerequisites;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code upsurge ingest}: the receiver of Prometheus remote write and the reader of topics, without the pipeline. */
@Command(
        name = "ingest",
        description =
                "Receives Prometheus remote write, reads the topics of inputs, and writes both to Kafka until it is stopped.")
public final class IngestCommand implements Callable<Integer> {
    private final ConfigSource source;

    @Mixin
    private ConfigOptions options;

    /**
     * A command.
     *
     * @param source reads the configuration
     */
    public IngestCommand(ConfigSource source) {
        this.source = source;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        UpsurgeConfig config = options.load(source);
        Contracts contracts = Contracts.of(config);
        Set<Kind> kinds = EnumSet.of(Kind.RECEIVER);
        if (!config.inputs().isEmpty()) {
            kinds.add(Kind.TOPICS);
        }
        try (ProcessServer server = Beginning.of("ingest", config, Optional.empty(), List.of())) {
            Prerequisites.of(
                            config,
                            contracts,
                            List.of(
                                    config.topics().samples(),
                                    config.topics().rollouts(),
                                    config.topics().deadLetters()))
                    .await(server.health()::awaits);
            try (Inputs inputs = Inputs.start(config, contracts, kinds, Clock.systemUTC(), server.registry())) {
                new Running(server, config).with(inputs).untilStopped();
            }
        }
        return ExitCode.OK.status();
    }
}
