package io.upsurge.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.tail.TailException;
import io.upsurge.app.view.LiveView;
import io.upsurge.app.view.TopicFeed;
import io.upsurge.app.view.ViewListener;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Signal;
import io.upsurge.report.RunJson;
import io.upsurge.view.FleetView;
import io.upsurge.view.GateQuestion;
import io.upsurge.view.GateText;
import io.upsurge.view.GateVerdict;
import io.upsurge.view.GateVerdict.Answer;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge verdict}: whether a roll-out may go on, for scripts and pipelines. */
@Command(
        name = "verdict",
        description = "Says whether a version passes: exit code 0 pass, 3 fail, 5 not decided yet. Needs Kafka and the"
                + " registry alone.")
public final class VerdictCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration READ_WITHIN = Duration.ofMinutes(5);
    private static final String DURATION = "[0-9]+(ms|s|m|h|d)";

    private final ConfigSource source;
    private final DecoderSource decoderSource;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Option(names = "--cluster", required = true, paramLabel = "NAME", description = "Cluster of the DaemonSet.")
    private String cluster;

    @Option(
            names = "--daemonset",
            required = true,
            paramLabel = "NAMESPACE/NAME",
            description = "The DaemonSet, such as kube-system/aws-node.")
    private String daemonset;

    @Option(
            names = "--container",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The container; needed only where several are known.")
    private String container;

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            defaultValue = "",
            description = "The version, such as v1.16.3. Default: the one that nodes moved to last.")
    private String to;

    @Option(
            names = "--signal",
            paramLabel = "ID",
            description = "Ask this signal alone; may be given several times. Default: all.")
    private List<String> signals = List.of();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "Wait so long for a pass or a fail, such as 10m. Default: answer at once.")
    private String wait;

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            defaultValue = "confirmed",
            description =
                    "Least level of an anomaly that fails: suspected, confirmed or certified. Default: confirmed.")
    private Level failOn;

    @Option(
            names = "--risk",
            paramLabel = "P",
            defaultValue = "0.05",
            description = "Most chance that a version passes which calls more by the multiple. Default: 0.05.")
    private double risk;

    @Option(
            names = "--min-nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Judged nodes below which nothing passes. Default: 3.")
    private int minNodes;

    @Option(
            names = "--max-age",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "Nothing passes if the last window ended longer ago. Default: 10m.")
    private String maxAge;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or json: one object.")
    private Output output;

    private enum Output {
        TEXT,
        JSON
    }

    /**
     * A command.
     *
     * @param source reads the configuration
     * @param decoderSource makes what decodes the topics
     * @param clock tells how old what is known is
     */
    public VerdictCommand(ConfigSource source, DecoderSource decoderSource, Clock clock) {
        this.source = source;
        this.decoderSource = decoderSource;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        String[] names = daemonset.split("/", -1);
        if (names.length != 2 || names[0].isEmpty() || names[1].isEmpty()) {
            throw wrong("--daemonset", daemonset, "NAMESPACE/NAME, such as kube-system/aws-node");
        }
        if (!(risk > 0 && risk < 0.5)) {
            throw wrong("--risk", String.valueOf(risk), "a chance between 0 and 0.5");
        }
        if (minNodes < 1) {
            throw wrong("--min-nodes", String.valueOf(minNodes), "at least 1");
        }
        Duration patience = duration("--wait", wait);
        long maxAgeMs = duration("--max-age", maxAge).toMillis();
        UpsurgeConfig config = options.load(source);
        List<String> known = config.signals().stream().map(Signal::id).toList();
        for (String signal : signals) {
            if (!known.contains(signal)) {
                throw wrong("--signal", signal, "one of " + String.join(", ", known));
            }
        }
        Instant deadline = clock.instant().plus(patience);
        GateVerdict verdict;
        try (Decoders decoders = decoderSource.decoders(config);
                Consumer<byte[], byte[]> reader = KafkaClients.reader(config.kafka(), "upsurge-verdict")) {
            FleetView view = LiveView.empty(config);
            TopicFeed feed = new TopicFeed(reader, decoders.forView(), config.topics(), view, ViewListener.NONE);
            feed.begin(clock.instant(), Duration.ofMillis(config.http().historyMs()));
            Instant readBy = clock.instant().plus(READ_WITHIN);
            do {
                feed.poll(POLL);
                if (!feed.isCaughtUp() && clock.instant().isAfter(readBy)) {
                    throw new TailException("the topics could not be read within " + READ_WITHIN.toSeconds() + " s");
                }
                verdict = feed.isCaughtUp() ? view.verdict(question(names, maxAgeMs)) : null;
            } while (verdict == null
                    || (verdict.verdict() == Answer.INSUFFICIENT
                            && clock.instant().isBefore(deadline)));
        }
        print(verdict);
        return switch (verdict.verdict()) {
            case PASS -> ExitCode.OK.status();
            case FAIL -> ExitCode.ANOMALY.status();
            case INSUFFICIENT -> ExitCode.UNDECIDED.status();
        };
    }

    private GateQuestion question(String[] names, long maxAgeMs) {
        return new GateQuestion(
                cluster,
                names[0],
                names[1],
                container,
                to,
                failOn,
                risk,
                minNodes,
                Set.copyOf(signals),
                clock.millis(),
                maxAgeMs);
    }

    private Duration duration(String option, String text) {
        if (!text.matches(DURATION)) {
            throw wrong(option, text, "a time such as 90s, 10m or 2h");
        }
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : text.endsWith("d")
                        ? Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)))
                        : Duration.parse("PT" + text);
    }

    private ParameterException wrong(String option, String value, String wanted) {
        return new ParameterException(
                spec.commandLine(), "Invalid value for option '" + option + "': '" + value + "' is not " + wanted);
    }

    private void print(GateVerdict verdict) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(output == Output.JSON ? new String(RunJson.bytes(verdict), US_ASCII) : GateText.of(verdict));
        out.flush();
    }
}
