package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Decoders;
import io.upsurge.app.tail.RecordPrinter;
import io.upsurge.app.tail.TailStart;
import io.upsurge.app.tail.TopicTail;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code upsurge tail}: shows the records of a topic. */
@Command(name = "tail", description = "Shows the committed records of a topic, in no consumer group.")
public final class TailCommand implements Callable<Integer> {
    private final ConfigSource source;
    private final DecoderSource decoderSource;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Parameters(
            paramLabel = "TOPIC",
            converter = TailTopic.Converter.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private TailTopic topic;

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            description = "beginning, end, or an age such as 90s, 15m, 2h, 7d. "
                    + "Default: end; with --no-follow, beginning.")
    private String from;

    @Option(
            names = {"-n", "--max"},
            paramLabel = "N",
            description = "End after N records.")
    private long max = Long.MAX_VALUE;

    @Option(
            names = "--follow",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait for more records, until interrupted (the default); "
                    + "with --no-follow, end at the end that the topic has at the start.")
    private boolean follow;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or json: one object a line.")
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
     * @param clock what ages are counted back from
     */
    public TailCommand(ConfigSource source, DecoderSource decoderSource, Clock clock) {
        this.source = source;
        this.decoderSource = decoderSource;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        TailStart start = start();
        if (max < 1) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--max': must be at least 1");
        }
        UpsurgeConfig config = options.load(source);
        PrintWriter out = spec.commandLine().getOut();
        try (Decoders decoders = decoderSource.decoders(config);
                Consumer<byte[], byte[]> reader = KafkaClients.reader(config.kafka(), "upsurge-tail")) {
            RecordPrinter printer = topic.printer(decoders, output == Output.JSON);
            new TopicTail(reader, clock)
                    .read(topic.in(config.topics()), start, max, follow, read -> print(printer, read, out));
        }
        return ExitCode.OK.status();
    }

    /** Whether more is wanted: not when whoever read the output has gone. */
    private static boolean print(RecordPrinter printer, ConsumerRecord<byte[], byte[]> read, PrintWriter out) {
        out.println(printer.print(read));
        return !out.checkError();
    }

    private TailStart start() {
        if (from == null) {
            return follow ? new TailStart.End() : new TailStart.Beginning();
        }
        try {
            return TailStart.parse(from);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--from': " + e.getMessage(), e);
        }
    }
}
