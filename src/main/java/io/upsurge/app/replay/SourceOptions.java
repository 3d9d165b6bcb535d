package io.upsurge.app.replay;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.place.LabelPlaces;
import io.upsurge.place.Places;
import io.upsurge.replay.ReplayRange;
import io.upsurge.replay.Source;
import io.upsurge.replay.UnusableInputException;
import io.upsurge.replay.source.AvroRecords;
import io.upsurge.replay.source.JsonLines;
import io.upsurge.replay.source.PlacedReadings;
import io.upsurge.replay.source.PrometheusApi;
import io.upsurge.replay.source.PrometheusHistory;
import io.upsurge.replay.source.ReadingFile;
import io.upsurge.replay.source.ReadingFormat;
import io.upsurge.replay.source.ReadingInput;
import io.upsurge.replay.source.WriteCapture;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options by which a replay is told where the past is. */
public final class SourceOptions {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..*",
            description = "Files, or folders of them: records as 'upsurge simulate --out' writes them, or readings of "
                    + "others. May be compressed by gzip.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--rollouts", paramLabel = "FILE", description = "File of roll-outs; may be repeated.")
    private List<Path> rollouts = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What the files are, where it cannot be told from how they begin: ${COMPLETION-CANDIDATES}.")
    private ReadingFormat format;

    @Option(
            names = "--topics",
            description = "Read the samples and roll-outs topics of the configuration, in no consumer group.")
    private boolean topics;

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description = "Read raw samples from the API of a Prometheus; with --from and --to.")
    private URI prometheus;

    @Option(
            names = "--match",
            paramLabel = "MATCHERS",
            defaultValue = "",
            description = "Further matchers for --prometheus, such as 'cluster=\"prod\"'.")
    private String match;

    @Option(names = "--bearer-token-file", paramLabel = "FILE", description = "File with the token for --prometheus.")
    private Path tokenFile;

    @Option(names = "--basic-auth-file", paramLabel = "FILE", description = "File with USER:PASSWORD for --prometheus.")
    private Path basicFile;

    @Option(names = "--from", paramLabel = "TIME", description = "Leave out samples before this: 2026-10-01T08:00:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Leave out everything from this on.")
    private String to;

    /** Whether topics are to be read. */
    public boolean topics() {
        return topics;
    }

    /** The asked range of time. */
    public ReplayRange range() {
        return new ReplayRange(
                from == null ? Long.MIN_VALUE : instant("--from", from),
                to == null ? Long.MAX_VALUE : instant("--to", to));
    }

    /**
     * Where records come from, other than topics.
     *
     * @param config says what is wanted of readings, and which label says what
     * @throws IOException if a file cannot be looked at
     */
    public List<Source> sources(UpsurgeConfig config) throws IOException {
        List<Source> sources = new ArrayList<>();
        List<ReadingInput> readings = new ArrayList<>();
        LabelPlaces wanted = new LabelPlaces(config.signals(), config.labels());
        for (Path path : paths) {
            List<Path> files = files(path);
            List<Path> requests = new ArrayList<>();
            for (Path file : files) {
                if ((format == null ? ReadingFile.formatOf(file) : format) == ReadingFormat.REMOTE_WRITE) {
                    requests.add(file);
                } else {
                    add(file, format, sources, readings);
                }
            }
            if (!requests.isEmpty()) {
                readings.add(new WriteCapture(String.valueOf(path.getFileName()), requests, wanted::wants));
            }
        }
        for (Path file : rollouts) {
            readable(file);
            add(file, null, sources, readings);
        }
        if (prometheus != null) {
            readings.add(history(wanted));
        }
        if (!readings.isEmpty()) {
            sources.add(new PlacedReadings(readings, () -> new LabelPlaces(config.signals(), config.labels())));
        }
        if (sources.isEmpty() && !topics) {
            throw wrong("expected a SOURCE, --prometheus or --topics");
        }
        return sources;
    }

    private static void add(Path file, ReadingFormat asked, List<Source> sources, List<ReadingInput> readings)
            throws IOException {
        ReadingFormat form = asked == null ? ReadingFile.formatOf(file) : asked;
        switch (form) {
            case JSONL -> sources.add(new JsonLines(file));
            case AVRO -> sources.add(new AvroRecords(file));
            default -> readings.add(new ReadingFile(file, form));
        }
    }

    private ReadingInput history(Places wanted) throws IOException {
        if (from == null || to == null) {
            throw wrong("--prometheus needs --from and --to");
        }
        if (prometheus.getHost() == null
                || !String.valueOf(prometheus.getScheme()).startsWith("http")) {
            throw wrong(
                    "Invalid value for '--prometheus': '" + prometheus + "' is no URL such as http://localhost:9090");
        }
        PrometheusApi api = new PrometheusApi(prometheus, authorization(), FIRST_PAUSE);
        return new PrometheusHistory(api, wanted.metrics(), match, range());
    }

    private Optional<String> authorization() throws IOException {
        if (tokenFile != null) {
            return Optional.of("Bearer " + secret(tokenFile));
        }
        if (basicFile != null) {
            byte[] pair = secret(basicFile).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return Optional.empty();
    }

    private static String secret(Path file) throws IOException {
        readable(file);
        return Files.readString(file).strip();
    }

    private static void readable(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UnusableInputException(file + " is not a file that can be read");
        }
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            readable(path);
            return List.of(path);
        }
        try (Stream<Path> all = Files.list(path)) {
            List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
            List<Path> ours = files.stream()
                    .filter(file -> file.getFileName().toString().matches("(samples|rollouts)\\.(jsonl(\\.gz)?|avro)"))
                    .toList();
            for (String name : List.of("samples", "rollouts")) {
                List<Path> same = ours.stream()
                        .filter(file -> file.getFileName().toString().startsWith(name))
                        .toList();
                if (same.size() > 1) {
                    throw new UnusableInputException(
                            path + " holds the same records more than once, as it seems; name one of " + same);
                }
            }
            return ours.isEmpty() ? files : ours;
        }
    }

    private long instant(String option, String text) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException e) {
            throw wrong(
                    "Invalid value for '" + option + "': '" + text + "' is no instant such as 2026-10-01T08:00:00Z");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
