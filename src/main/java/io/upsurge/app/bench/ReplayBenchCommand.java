package io.upsurge.app.bench;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge bench replay}: how fast the past goes through the detector, beside reading the same file alone. */
@Command(name = "replay", description = "Measures a replay beside reading and parsing the same file alone.")
public final class ReplayBenchCommand implements Callable<Integer> {
    private static final int SCRAPES_PER_HOUR = 120;

    @Spec
    private CommandSpec spec;

    @Option(names = "--nodes", paramLabel = "N", description = "Nodes of the fleet. Default ${DEFAULT-VALUE}.")
    private int nodes = 1_000;

    @Option(names = "--series", paramLabel = "N", description = "Series of a node. Default ${DEFAULT-VALUE}.")
    private int series = 10;

    @Option(names = "--hours", paramLabel = "N", description = "Length of the history. Default ${DEFAULT-VALUE}.")
    private int hours = 24;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Measured rounds, after one that is discarded; medians are shown. Default ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where the history is written to, unless it is there. Default ${DEFAULT-VALUE}.")
    private Path folder = Path.of("target/bench-replay");

    /** Makes the command; picocli fills it. */
    public ReplayBenchCommand() {}

    @Override
    public Integer call() throws IOException {
        UpsurgeConfig config = ConfigLoader.shipped(Map.of());
        BenchPlan plan;
        try {
            plan = new BenchPlan(nodes, series, hours * SCRAPES_PER_HOUR, 1, 1, false, false, false, rounds);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        PrintWriter err = spec.commandLine().getErr();
        List<ReplayBench.Row> rows = new ReplayBench(config, plan, folder, message -> {
                    err.println(message);
                    err.flush();
                })
                .run();
        PrintWriter out = spec.commandLine().getOut();
        out.println("| job | samples/s | CPU-s per million | x parse | MB/s of the file |");
        out.println("| --- | ---: | ---: | ---: | ---: |");
        double floor = rows.get(1).cpuSecondsPerMillion();
        for (ReplayBench.Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %.3f | %.2f | %,.0f |%n",
                    row.job(),
                    row.samplesPerSecond(),
                    row.cpuSecondsPerMillion(),
                    row.cpuSecondsPerMillion() / floor,
                    row.megabytesPerSecond());
        }
        out.flush();
        return 0;
    }
}
