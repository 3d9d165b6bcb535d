package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Decoders;
import io.upsurge.app.explain.AnomalyLog;
import io.upsurge.app.explain.Explained;
import io.upsurge.app.explain.Lookup;
import io.upsurge.app.explain.Recomputation;
import io.upsurge.app.explain.RecomputationText;
import io.upsurge.app.explain.Recompute;
import io.upsurge.app.tail.TopicTail;
import io.upsurge.model.Anomaly;
import io.upsurge.wire.ModelJson;
import io.upsurge.words.AnomalyTitle;
import io.upsurge.words.Explanation;
import io.upsurge.words.OneLine;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code upsurge explain}: an anomaly in words, or worked out again from the records it came from. */
@Command(name = "explain", description = "Says in words what an anomaly rests on, or works it out again.")
public final class ExplainCommand implements Callable<Integer> {
    private final ConfigSource source;
    private final DecoderSource decoderSource;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Parameters(
            paramLabel = "ANOMALY-ID",
            description = "Id of the anomaly, or as many of its first digits as are unique.")
    private String id;

    @Option(
            names = "--recompute",
            description = "Work it out again from samples and roll-outs. Exit code 0 if all its changes come out, "
                    + "3 if not, 4 if the oldest records are gone.")
    private boolean recompute;

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
     */
    public ExplainCommand(ConfigSource source, DecoderSource decoderSource) {
        this.source = source;
        this.decoderSource = decoderSource;
    }

    @Override
    public Integer call() {
        if (id.isBlank()) {
            throw new ParameterException(spec.commandLine(), "Invalid value for 'ANOMALY-ID': is empty");
        }
        UpsurgeConfig config = options.load(source);
        try (Decoders decoders = decoderSource.decoders(config);
                Consumer<byte[], byte[]> reader = KafkaClients.reader(config.kafka(), "upsurge-explain")) {
            Lookup found = new AnomalyLog(
                            new TopicTail(reader, Clock.systemUTC()),
                            config.topics().anomalies(),
                            decoders.anomalies())
                    .find(id);
            if (found instanceof Lookup.Found anomaly) {
                return recompute ? recompute(anomaly.changes(), config, decoders, reader) : explain(anomaly.changes());
            }
            return found instanceof Lookup.Ambiguous several ? ambiguous(several) : unknown((Lookup.Unknown) found);
        }
    }

    private int explain(List<Anomaly> changes) {
        print(
                output == Output.JSON
                        ? ModelJson.line(new Explained(changes.get(0).id(), changes))
                        : new Explanation(changes).text());
        return ExitCode.OK.status();
    }

    private int recompute(
            List<Anomaly> changes, UpsurgeConfig config, Decoders decoders, Consumer<byte[], byte[]> reader) {
        Recomputation.Result result =
                new Recompute(config, decoders.samples(), decoders.rollouts()).of(changes, reader);
        print(output == Output.JSON ? ModelJson.line(result) : RecomputationText.of(result));
        return switch (result.outcome()) {
            case SAME -> ExitCode.OK.status();
            case DIFFERENT -> ExitCode.ANOMALY.status();
            case OUT_OF_REACH -> ExitCode.UNUSABLE_INPUT.status();
        };
    }

    private int ambiguous(Lookup.Ambiguous several) {
        complain(several.anomalies().size() + " anomalies begin with '" + id + "':");
        several.anomalies().forEach(anomaly -> spec.commandLine()
                .getErr()
                .println("  " + OneLine.of(anomaly.id()) + "  " + AnomalyTitle.of(anomaly)));
        spec.commandLine().getErr().flush();
        return ExitCode.USAGE.status();
    }

    private int unknown(Lookup.Unknown unknown) {
        String nearest =
                unknown.nearest().isEmpty() ? "" : ", the nearest ids are " + String.join(", ", unknown.nearest());
        complain("no anomaly begins with '" + id + "'; there are " + unknown.anomalies() + nearest);
        return ExitCode.UNUSABLE_INPUT.status();
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    private void complain(String problem) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("upsurge: " + OneLine.of(problem));
        err.flush();
    }
}
