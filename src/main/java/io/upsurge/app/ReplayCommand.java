package io.upsurge.app;

import io.upsurge.app.config.ConfigHash;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.replay.JUnitReport;
import io.upsurge.app.replay.Listeners;
import io.upsurge.app.replay.Outcome;
import io.upsurge.app.replay.ProgressLine;
import io.upsurge.app.replay.ResultFiles;
import io.upsurge.app.replay.Run;
import io.upsurge.app.replay.Summary;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.replay.Item;
import io.upsurge.replay.MergedSources;
import io.upsurge.replay.Replay;
import io.upsurge.replay.ReplayListener;
import io.upsurge.replay.ReplayRange;
import io.upsurge.replay.ReplayTotals;
import io.upsurge.replay.Source;
import io.upsurge.replay.UnusableInputException;
import io.upsurge.replay.Workshop;
import io.upsurge.replay.sort.Cursor;
import io.upsurge.replay.source.JsonLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code upsurge replay}: what the detector says of the past, without a broker. */
@Command(name = "replay", description = "Runs the past through the detector, without a broker, and says what it finds.")
public final class ReplayCommand implements Callable<Integer> {
    private static final long LEAST_BUDGET = 4L << 20;

    private final ConfigSource configSource;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..*",
            description = "Files of samples and roll-outs, or folders of them as 'upsurge simulate --out' writes.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--rollouts", paramLabel = "FILE", description = "File of roll-outs; may be repeated.")
    private List<Path> rollouts = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for anomalies.jsonl, version-rates.jsonl, summary.md and junit.xml, which are replaced.")
    private Path out;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Leave out scrapes before this, such as 2026-10-01T08:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Leave out everything from this on.")
    private String to;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Threads that parse and judge; by default as many as there are processors. Results are the same.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "Exit code 3 if a version calls more, at least as surely: suspected, confirmed or certified.")
    private Level failOn;

    /**
     * A command.
     *
     * @param configSource reads the configuration
     */
    public ReplayCommand(ConfigSource configSource) {
        this.configSource = configSource;
    }

    @Override
    public Integer call() throws IOException {
        if (threads < 1) {
            throw wrong("--threads must be at least 1");
        }
        UpsurgeConfig config = options.load(configSource);
        ReplayRange range = range();
        MergedSources sources = new MergedSources(sources());
        Outcome outcome = new Outcome();
        long budget = Runtime.getRuntime().maxMemory() / 4 / sources.sources().size();
        try (Workshop workshop =
                new Workshop(threads, Math.max(LEAST_BUDGET, budget), Path.of(System.getProperty("java.io.tmpdir")))) {
            if (out == null) {
                replay(config, range, sources, outcome, workshop);
            } else {
                Files.createDirectories(out);
                try (ResultFiles files = new ResultFiles(out)) {
                    replay(config, range, sources, new Listeners(List.of(outcome, files)), workshop);
                }
                write(config, sources, outcome);
            }
        } catch (IOException e) {
            throw new UnusableInputException(String.valueOf(e.getMessage()), e);
        }
        PrintWriter printer = spec.commandLine().getOut();
        printer.println(outcome.verdict());
        printer.flush();
        return failOn != null && !outcome.rises(failOn).isEmpty() ? ExitCode.ANOMALY.status() : ExitCode.OK.status();
    }

    private void replay(
            UpsurgeConfig config, ReplayRange range, Source source, ReplayListener listener, Workshop workshop)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        ProgressLine progress = new ProgressLine(err, source);
        Detector detector = Detector.of(config.signals(), config.engine(), config.rule());
        try (Cursor<Item> items = source.open(workshop)) {
            ReplayTotals totals = new Replay(detector, range, listener, progress).run(items, workshop);
            if (totals.refused() > 0) {
                err.printf("refused %d records, among them%n", totals.refused());
                totals.refusals().forEach(refusal -> err.println("  " + refusal));
                err.flush();
            }
            if (totals.scrapes() == 0) {
                throw new UnusableInputException("there is no scrape that can be used"
                        + (totals.outside() > 0 ? " in the asked range of time" : ""));
            }
        }
    }

    private void write(UpsurgeConfig config, Source source, Outcome outcome) throws IOException {
        Run run = new Run(Release.version(), ConfigHash.of(config), command(source), source.inputs());
        Files.writeString(out.resolve("summary.md"), new Summary(outcome, run).text());
        Level failing = failOn == null ? Level.CONFIRMED : failOn;
        Files.writeString(out.resolve("junit.xml"), new JUnitReport(outcome, failing).text());
    }

    /** Without what makes no difference: threads, folders. */
    private String command(Source source) {
        String names = source.inputs().stream().map(Source.Input::name).collect(Collectors.joining(" "));
        return "upsurge replay " + names + (from == null ? "" : " --from " + from) + (to == null ? "" : " --to " + to);
    }

    private List<Source> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            files.addAll(files(path));
        }
        files.addAll(rollouts);
        if (files.isEmpty()) {
            throw wrong("expected a SOURCE: files or folders");
        }
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw new UnusableInputException(file + " cannot be read");
            }
        }
        return files.stream().<Source>map(JsonLines::new).toList();
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.list(path)) {
            List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
            List<Path> ours = files.stream()
                    .filter(file -> file.getFileName().toString().matches("(samples|rollouts)\\.jsonl(\\.gz)?"))
                    .toList();
            return ours.isEmpty() ? files : ours;
        }
    }

    private ReplayRange range() {
        return new ReplayRange(
                from == null ? Long.MIN_VALUE : instant("--from", from),
                to == null ? Long.MAX_VALUE : instant("--to", to));
    }

    private long instant(String option, String text) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (java.time.DateTimeException e) {
            throw wrong(
                    "Invalid value for '" + option + "': '" + text + "' is no instant such as 2026-10-01T08:00:00Z");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
