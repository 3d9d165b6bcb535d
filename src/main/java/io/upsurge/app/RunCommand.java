package io.upsurge.app;

import io.upsurge.app.alert.Alerts;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.http.ProcessServer;
import io.upsurge.app.ingest.Inputs;
import io.upsurge.app.run.AnomalyGauges;
import io.upsurge.app.run.FleetGauges;
import io.upsurge.app.run.Pipeline;
import io.upsurge.app.run.PipelineMetrics;
import io.upsurge.app.run.Prerequisites;
import io.upsurge.app.run.StateFolder;
import io.upsurge.stream.FleetQuestions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge run}: the always-on pipeline. */
@Command(name = "run", description = "Runs the pipeline beside a Kafka until it is stopped.")
public final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    private final ConfigSource source;
    private final DecoderSource decoders;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--embedded",
            description = "Use a broker and a registry within this process, for trying things out.")
    private boolean embedded;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "With --embedded: keep the broker's data and the local state here. Default: a temporary folder.")
    private Path dataDir;

    /**
     * A command.
     *
     * @param source reads the configuration
     * @param decoders makes what decodes the topics for the API
     */
    public RunCommand(ConfigSource source, DecoderSource decoders) {
        this.source = source;
        this.decoders = decoders;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (dataDir != null && !embedded) {
            throw new ParameterException(spec.commandLine(), "--data-dir goes with --embedded");
        }
        if (!embedded) {
            UpsurgeConfig config = options.load(source, List.of());
            return run(config, Contracts.of(config));
        }
        LogForm.use(options.load(source, List.of()).logFormat());
        try (EmbeddedStack stack =
                EmbeddedStack.start(Optional.ofNullable(dataDir).map(dir -> dir.resolve("kafka")))) {
            List<String> overrides = new ArrayList<>(stack.overrides());
            overrides.add("pipeline.state-dir="
                    + Optional.ofNullable(dataDir)
                            .orElseGet(() -> stack.kafka().dataDir())
                            .resolve("state"));
            UpsurgeConfig config = options.load(source, overrides);
            Contracts contracts = Contracts.of(config);
            stack.provision(config, contracts);
            LOG.info(
                    "Embedded broker at {}, registry at {}",
                    stack.kafka().bootstrapServers(),
                    stack.registry().url());
            return run(config, contracts);
        }
    }

    private int run(UpsurgeConfig config, Contracts contracts) throws InterruptedException, IOException {
        StateFolder.prepare(config);
        String topology = Pipeline.topologyHash(config, contracts.forTopology());
        try (Serving serving = Serving.start("run", config, Optional.of(topology), decoders)) {
            ProcessServer server = serving.server();
            int partitions = new Prerequisites(config, contracts).await(server.health()::awaits);
            FleetGauges gauges = new FleetGauges();
            FleetQuestions questions = new FleetQuestions(partitions);
            try (Pipeline pipeline = new Pipeline(
                            config,
                            partitions,
                            contracts.forTopology(),
                            new PipelineMetrics(server.registry(), gauges),
                            new Pipeline.Asked(questions, serving.reachableAt()));
                    Inputs inputs = Inputs.start(
                            config, contracts, Inputs.enabledIn(config), Clock.systemUTC(), server.registry());
                    Alerts alerts = Alerts.start(config, contracts, server.registry(), Clock.systemUTC())) {
                serving.attach(Optional.of(pipeline));
                server.registry().getPrometheusRegistry().register(gauges);
                server.registry()
                        .getPrometheusRegistry()
                        .register(new AnomalyGauges(serving.live().view()::open));
                new Running(server, config)
                        .with(serving)
                        .with(alerts)
                        .with(pipeline)
                        .with(inputs)
                        .started();
                pipeline.start();
                pipeline.bindTo(server.registry());
                pipeline.awaitEnd();
                pipeline.requireReadableState();
                if (pipeline.hasFailed()) {
                    LOG.error("The pipeline has stopped because of errors");
                    return ExitCode.INTERNAL.status();
                }
            }
        }
        return ExitCode.OK.status();
    }
}
