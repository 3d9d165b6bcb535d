package io.upsurge.app.bench.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge bench chaos}: instances that are killed and stopped while roll-outs happen. */
@Command(
        name = "chaos",
        description =
                "Kills, stops and freezes instances of `upsurge run` while roll-outs happen, and compares their results "
                        + "with what the inputs give. Exit code 1 if they differ. Needs the `kill` of a Unix.")
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
                    "Kills; a quarter as many each of SIGTERM, SIGSTOP for long and for short, and of pauses of the "
                            + "broker come on top. Default: 8, with --quick 3.")
    private Integer kills;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "Time over which the roll-outs are written, seconds. Default: 900, with --quick 75.")
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
            delete(folder);
        }
        return ExitCode.OK;
    }

    private ChaosPlan plan() {
        try {
            return new ChaosPlan(
                    seed,
                    instances,
                    partitions,
                    rollOuts == null ? quick ? 4 : 12 : rollOuts,
                    kills == null ? quick ? 3 : 8 : kills,
                    seconds == null ? quick ? 75 : 900 : seconds,
                    quick);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
