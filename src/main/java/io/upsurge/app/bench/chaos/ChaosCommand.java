package io.upsurge.app.bench.chaos;

import io.upsurge.app.config.UpsurgeConfig.StoreKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge bench chaos}: instances and servers that are killed and stopped while roll-outs happen. */
@Command(
        name = "chaos",
        description =
                "Kills, stops and freezes instances of `upsurge run` and the servers they need while roll-outs happen, and "
                        + "compares the results with what the inputs give. Exit code 1 if they differ. Needs the `kill` of a Unix.")
public final class ChaosCommand implements Callable<Integer> {
    private enum Output {
        TEXT,
        JSON
    }

    @Option(
            names = "--seed",
            defaultValue = "1",
            description =
                    "Seed of roll-outs and faults; the same seed gives the same plan, but each time the processes are at "
                            + "something else when a fault comes. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--instances", defaultValue = "3", description = "Instances. Default: ${DEFAULT-VALUE}.")
    private int instances;

    @Option(
            names = "--partitions",
            defaultValue = "4",
            description = "Partitions of each topic. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(names = "--roll-outs", description = "Roll-outs. Default: 12, with --quick 4.")
    private Integer rollOuts;

    @Option(
            names = "--kills",
            description =
                    "Kills, of one instance with or without its state and of all at once; a quarter as many of each other "
                            + "fault, at least one, come on top. Default: 8, with --quick 3.")
    private Integer kills;

    @Option(
            names = "--only",
            paramLabel = "FAULT",
            split = ",",
            description = {
                "Play these faults alone, separated by commas. Default: all of them, which are:",
                "kill, kill-and-lose, kill-and-corrupt, kill-all, take-over: kill -9 of one instance, started again with its "
                        + "state, without, with corrupt state; of all; of one that stays away until others have its work.",
                "stop, stop-and-corrupt, scale: SIGTERM to one instance, the same with its state corrupted, to all but one.",
                "zombie, nap: SIGSTOP for longer and for less than the session.",
                "broker-pause, broker-kill, broker-outage: SIGSTOP for seconds, kill -9, away for --outage.",
                "registry-outage, webhook-outage: away for --outage."
            })
    private List<String> only;

    @Option(names = "--times", description = "With --only: how often each comes. Default: 2.")
    private Integer times;

    @Option(
            names = "--outage",
            paramLabel = "SECONDS",
            description = "How long a server is away in an outage, seconds. Default: 70, with --quick 12.")
    private Integer outage;

    @Option(
            names = "--store",
            defaultValue = "MEMORY",
            description = "Where instances hold state, ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private StoreKind store;

    @Option(
            names = "--standbys",
            defaultValue = "0",
            description = "Copies of the state kept on other instances. Default: ${DEFAULT-VALUE}.")
    private int standbys;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "Time over which the roll-outs are written, seconds. Default: 900, with --quick 150.")
    private Integer seconds;

    @Option(
            names = "--quick",
            description =
                    "A short season, and instances that are missed after 6 s instead of 45 s, open transactions that "
                            + "end after 10 s instead of 60 s.")
    private boolean quick;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "Folder for the state and the logs of the instances. Default: a temporary one, kept only on failure.")
    private Path keep;

    @Option(
            names = "--output",
            defaultValue = "TEXT",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Output output;

    @Spec
    private CommandSpec spec;

    /** Makes the command; picocli fills it. */
    public ChaosCommand() {}

    @Override
    public Integer call() throws IOException {
        ChaosPlan plan = plan();
        PrintWriter err = spec.commandLine().getErr();
        Path folder = keep == null ? Files.createTempDirectory("upsurge-chaos-") : Files.createDirectories(keep);
        long begin = System.nanoTime();
        ChaosReport report = new ChaosRun(plan, folder, line -> {
                    err.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - begin) / 1e9, line);
                    err.flush();
                })
                .run();
        PrintWriter out = spec.commandLine().getOut();
        out.println(output == Output.JSON ? report.json() : ChaosText.of(report));
        out.flush();
        if (!report.passed()) {
            err.println("what the instances said is in " + folder);
            err.flush();
            return ExitCode.SOFTWARE;
        }
        if (keep == null) {
            Utils.delete(folder.toFile());
        }
        return ExitCode.OK;
    }

    private ChaosPlan plan() {
        try {
            return new ChaosPlan(
                    seed,
                    new ChaosPlan.Cast(instances, partitions, store, standbys),
                    rollOuts == null ? quick ? 4 : 12 : rollOuts,
                    faults(),
                    outage == null ? quick ? 12 : 70 : outage,
                    seconds == null ? quick ? 150 : 900 : seconds,
                    quick);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<FaultKind> faults() {
        if (only == null) {
            require(times == null, "--times goes with --only");
            require(kills == null || (kills >= 1 && kills <= 1_000), "kills must be 1 to 1000, not " + kills);
            return Mixture.ofAll(kills == null ? quick ? 3 : 8 : kills, instances);
        }
        require(kills == null, "--kills goes without --only; --times says how often each fault comes");
        require(times == null || (times >= 1 && times <= 100), "times must be 1 to 100, not " + times);
        Set<FaultKind> kinds = new LinkedHashSet<>();
        only.forEach(name -> kinds.add(FaultKind.named(name)));
        return Mixture.of(kinds, times == null ? 2 : times);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
