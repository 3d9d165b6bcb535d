package io.upsurge.app;

import io.upsurge.app.config.ConfigHash;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Decoders;
import io.upsurge.app.replay.Again;
import io.upsurge.app.replay.AvroFiles;
import io.upsurge.app.replay.JUnitReport;
import io.upsurge.app.replay.Listeners;
import io.upsurge.app.replay.Outcome;
import io.upsurge.app.replay.ProgressLine;
import io.upsurge.app.replay.ReportOrigin;
import io.upsurge.app.replay.ResultFiles;
import io.upsurge.app.replay.Run;
import io.upsurge.app.replay.SourceOptions;
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
import io.upsurge.replay.source.TopicRecords;
import io.upsurge.report.Recorder;
import io.upsurge.report.ReportWriter;
import io.upsurge.stream.Intake;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge replay}: what the detector says of the past, without a broker. */
@Command(name = "replay", description = "Runs the past through the detector, without a broker, and says what it finds.")
public final class ReplayCommand implements Callable<Integer> {
    private static final long LEAST_BUDGET = 4L << 20;

    private final ConfigSource configSource;
    private final DecoderSource decoderSource;
    private final Map<String, String> variables;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private SourceOptions past;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for anomalies.jsonl, version-rates.jsonl, summary.md, junit.xml and report.html,"
                    + " which are replaced.")
    private Path out;

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

    @Option(names = "--avro", description = "Write anomalies.avro and version-rates.avro too.")
    private boolean avro;

    private final List<String> cuts = new ArrayList<>();

    /**
     * A command.
     *
     * @param configSource reads the configuration
     * @param decoderSource makes what decodes the topics
     * @param variables environment variables that the configuration is read from, without secrets
     */
    public ReplayCommand(ConfigSource configSource, DecoderSource decoderSource, Map<String, String> variables) {
        this.configSource = configSource;
        this.decoderSource = decoderSource;
        this.variables = Map.copyOf(variables);
    }

    @Override
    public Integer call() {
        if (threads < 1) {
            throw new ParameterException(spec.commandLine(), "--threads must be at least 1");
        }
        UpsurgeConfig config = options.load(configSource);
        Outcome outcome = new Outcome();
        try {
            List<Source> sources = new ArrayList<>(past.sources(config));
            if (past.topics()) {
                replayTopics(config, sources, outcome);
            } else {
                replay(config, sources, outcome);
            }
        } catch (IOException e) {
            throw new UnusableInputException(String.valueOf(e.getMessage()), e);
        }
        PrintWriter printer = spec.commandLine().getOut();
        printer.println(outcome.verdict());
        printer.flush();
        return status(outcome).status();
    }

    /** Where something was asked to be found, and it may be in what could not be read, nothing found is no pass. */
    private ExitCode status(Outcome outcome) {
        if (failOn == null) {
            return ExitCode.OK;
        }
        if (!outcome.rises(failOn).isEmpty()) {
            return ExitCode.ANOMALY;
        }
        return cuts.isEmpty() ? ExitCode.OK : ExitCode.UNUSABLE_INPUT;
    }

    private void replayTopics(UpsurgeConfig config, List<Source> sources, Outcome outcome) throws IOException {
        long toleranceMs = config.engine().futureToleranceMs();
        try (Decoders decoders = decoderSource.decoders(config);
                Consumer<byte[], byte[]> consumer = KafkaClients.reader(config.kafka(), "upsurge-replay")) {
            sources.add(new TopicRecords(
                    consumer,
                    partitions -> new Intake(partitions, toleranceMs, decoders.samples(), decoders.rollouts()),
                    config.topics().samples(),
                    config.topics().rollouts(),
                    past.range(),
                    toleranceMs));
            replay(config, sources, outcome);
        }
    }

    private void replay(UpsurgeConfig config, List<Source> sources, Outcome outcome) throws IOException {
        Source all = new MergedSources(sources);
        long budget = Runtime.getRuntime().maxMemory() / 4 / sources.size();
        try (Workshop workshop =
                new Workshop(threads, Math.max(LEAST_BUDGET, budget), Path.of(System.getProperty("java.io.tmpdir")))) {
            if (out == null) {
                replay(config, all, outcome, workshop);
                return;
            }
            Files.createDirectories(out);
            Recorder recorder = new Recorder(Detector.of(config.signals(), config.engine(), config.rule()));
            try (ResultFiles files = new ResultFiles(out);
                    AvroFiles avroFiles = avro ? new AvroFiles(out) : null) {
                List<ReplayListener> listeners = new ArrayList<>(List.of(outcome, files, recorder));
                if (avroFiles != null) {
                    listeners.add(avroFiles);
                }
                replay(config, all, new Listeners(listeners), workshop);
            }
            Run run = new Run(
                    Release.version(),
                    ConfigHash.of(config),
                    new Again(spec.commandLine().getParseResult(), variables).text(),
                    all.inputs(),
                    workshop.refusals().remarks(),
                    cuts);
            Files.writeString(out.resolve("summary.md"), new Summary(outcome, run).text());
            Level failing = failOn == null ? Level.CONFIRMED : failOn;
            Files.writeString(out.resolve("junit.xml"), new JUnitReport(outcome, failing).text());
            ReportWriter.write(recorder.run(), ReportOrigin.of(run, config), out.resolve("report.html"));
        }
    }

    private void replay(UpsurgeConfig config, Source source, ReplayListener listener, Workshop workshop)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        ProgressLine progress = new ProgressLine(err, source);
        Detector detector = Detector.of(config.signals(), config.engine(), config.rule());
        ReplayRange range = past.range();
        try (Cursor<Item> items = source.open(workshop)) {
            ReplayTotals totals = new Replay(detector, range, listener, progress).run(items, workshop);
            workshop.refusals().remarks().forEach(remark -> err.println("note: " + remark));
            if (totals.refused() > 0) {
                err.printf("refused %d records, among them%n", totals.refused());
                totals.refusals().forEach(refusal -> err.println("  " + refusal));
            }
            cuts.addAll(workshop.refusals().cuts());
            cuts.forEach(cut -> err.println("incomplete: " + cut));
            err.flush();
            if (totals.scrapes() == 0) {
                throw new UnusableInputException("there is no scrape that can be used"
                        + (totals.outside() > 0 ? " in the asked range of time" : ""));
            }
        }
    }
}
