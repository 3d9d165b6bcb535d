package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.demo.DemoRun;
import io.upsurge.app.demo.DemoRun.Findings;
import io.upsurge.app.embedded.NoBrokerException;
import io.upsurge.app.run.Pipeline;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.ScenarioFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code upsurge demo}: a known incident, caught by the real pipeline on a real broker, within this process. */
@Command(name = "demo", description = "Shows a known incident being caught; nothing to set up.")
public final class DemoCommand implements Callable<Integer> {
    private final ConfigSource source;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE.yaml",
            defaultValue = "cni-1.16.3",
            description = "What happens; default ${DEFAULT-VALUE}. `upsurge simulate --list` lists the shipped ones.")
    private String scenario;

    @Option(names = "--keep", description = "Leave everything running for a look around, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Keep the broker's data here. Default: a temporary folder that is deleted at the end.")
    private Path dataDir;

    /**
     * A command.
     *
     * @param source reads the configuration
     */
    public DemoCommand(ConfigSource source) {
        this.source = source;
    }

    @Override
    public Integer call() throws InterruptedException {
        NoBrokerException.requireBroker();
        PrintWriter out = spec.commandLine().getOut();
        Scenario played = new ScenarioFiles().load(scenario);
        out.println("Scenario " + played.name() + ": " + played.what().strip().replaceAll("\\s+", " "));
        out.println("  " + played.source());
        out.println();
        out.flush();
        try (EmbeddedStack stack = EmbeddedStack.start(Optional.ofNullable(dataDir))) {
            List<String> overrides = new ArrayList<>(stack.overrides());
            overrides.add("topics.partitions=4");
            overrides.add("pipeline.commit-interval=200ms");
            overrides.add("pipeline.state-dir=" + stack.kafka().dataDir().resolve("demo-state"));
            UpsurgeConfig config = source.load(Optional.empty(), overrides);
            Contracts contracts = Contracts.of(config);
            stack.provision(config, contracts);
            DemoRun run = new DemoRun(played, config, contracts, out, Boolean.getBoolean("upsurge.terminal"));
            try (ScenarioTopics topics = new ScenarioTopics(config, contracts)) {
                run.load(progress -> topics.load(new FleetSimulator(played).records(), progress));
            }
            try (Pipeline pipeline = new Pipeline(config, config.topics().partitions(), contracts.forTopology())) {
                pipeline.start();
                Findings findings = run.watch(() -> !pipeline.hasFailed());
                run.report(findings);
                if (keep) {
                    lookAround(stack, out);
                }
                return (findings.differences().isEmpty() ? ExitCode.OK : ExitCode.INTERNAL).status();
            }
        }
    }

    private static void lookAround(EmbeddedStack stack, PrintWriter out) throws InterruptedException {
        String where = " --bootstrap-server " + stack.kafka().bootstrapServers() + " --set registry.url="
                + stack.registry().url();
        out.println("Still running; in another terminal:");
        for (String topic : List.of("anomalies", "version-rates", "samples", "rollouts")) {
            out.println("  ./upsurge tail " + topic + " --from beginning" + where);
        }
        out.println("Ctrl-C ends it.");
        out.flush();
        new CountDownLatch(1).await();
    }
}
