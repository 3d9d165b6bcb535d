package io.upsurge.app.bench.detection;

import io.upsurge.app.config.ConfigHash;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.rule.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge bench detection}: how often the detector is right, how soon, and how often it is wrong. */
@Command(
        name = "detection",
        description =
                "Plays many made-up roll-outs through the detector and says how often it was right, how soon, and how "
                        + "often it was wrong, beside other ways to tell.")
public final class DetectionCommand implements Callable<Integer> {
    @Option(names = "--families", split = ",", description = "Which families: ${COMPLETION-CANDIDATES}. Default: all.")
    private Set<Family> families = EnumSet.allOf(Family.class);

    @Option(
            names = "--cells",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Only cells whose name contains this text.")
    private String cells;

    @Option(names = "--quick", description = "A few runs of most cells: about a minute on two processors.")
    private boolean quick;

    @Option(names = "--history", paramLabel = "MINUTES", description = "Time before the roll-out. Default: 120.")
    private Integer historyMinutes;

    @Option(names = "--runs-scale", defaultValue = "1", description = "Factor on the number of runs. Default: 1.")
    private double runsScale;

    @Option(names = "--threads", description = "Threads. Default: as many as processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--seed-set",
            defaultValue = "JUDGE",
            description = "Which fleets: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Seeds seeds;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "target/bench-detection",
            description = "Where reports and finished runs go. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--resume", description = "Goes on with the finished runs of the folder.")
    private boolean resume;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration file. Default: the shipped one.")
    private Path configFile;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Replaces a key of the configuration; may be repeated.")
    private List<String> overrides = List.of();

    @Spec
    private CommandSpec spec;

    /** Makes the command; picocli fills it. */
    public DetectionCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        UpsurgeConfig config = config();
        List<Cell> chosen = chosen();
        if (chosen.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no cell is called that");
        }
        PrintWriter err = spec.commandLine().getErr();
        Eta eta = new Eta(
                line -> {
                    err.println(line);
                    err.flush();
                },
                System::nanoTime);
        DetectionRun run = new DetectionRun(config, seeds);
        DetectionBench bench = new DetectionBench(run::of, DetectionRun.MULTIPLE, threads);
        String of = seeds + " seeds, configuration " + ConfigHash.of(config) + ", fleets " + fleets();
        List<CellScore> scores;
        try (RunLog log = log(of)) {
            scores = bench.run(chosen, log, eta);
        }
        err.println(eta.summary());
        String rule = Rule.of(config.rule()).describe(config.signals().get(0));
        DetectionReport report = DetectionReport.of(of, rule, eta.summary(), scores);
        String text = report.markdown();
        Files.writeString(out.resolve("report.md"), text, StandardCharsets.UTF_8);
        Files.writeString(out.resolve("report.json"), report.json(), StandardCharsets.UTF_8);
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private RunLog log(String of) throws IOException {
        try {
            return RunLog.open(out, of, resume);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<Cell> chosen() {
        return (quick ? Cells.quick() : Cells.all())
                .stream()
                        .filter(cell ->
                                families.contains(cell.family()) && cell.name().contains(cells))
                        .map(cell -> cell.runs((int) Math.ceil(cell.runs() * runsScale)))
                        .map(this::withHistory)
                        .toList();
    }

    /** Names what the cells are, chosen or not: a run of another fleet under the same name is another run. */
    private String fleets() {
        List<String> plans =
                Cells.all().stream().map(this::withHistory).map(Cell::toString).toList();
        return Integer.toHexString(plans.hashCode());
    }

    private Cell withHistory(Cell cell) {
        return historyMinutes == null ? cell : cell.history(historyMinutes);
    }

    private UpsurgeConfig config() {
        ConfigLoader loader = new ConfigLoader(System.getenv());
        return (configFile == null ? loader.load(overrides) : loader.load(configFile, overrides)).config();
    }
}
