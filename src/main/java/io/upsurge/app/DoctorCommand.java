package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.doctor.Clients;
import io.upsurge.app.doctor.Diagnoses;
import io.upsurge.app.doctor.Examiner;
import io.upsurge.app.doctor.ReportJson;
import io.upsurge.app.doctor.ReportText;
import io.upsurge.app.doctor.look.Period;
import io.upsurge.app.tail.TailStart;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge doctor}: says what is wrong with what the configuration names. */
@Command(
        name = "doctor",
        description =
                "Says what is wrong with brokers, topics, registry, inputs, samples, roll-outs and pipeline, and what to do. "
                        + "Changes nothing. Exit code 1 if a server did not answer, 2 if something is wrong.")
public final class DoctorCommand implements Callable<Integer> {
    private static final Map<String, String> IMPATIENT =
            Map.of("default.api.timeout.ms", "10000", "request.timeout.ms", "5000");

    private final ConfigSource source;
    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @ArgGroup
    private Span span = new Span();

    private static final class Span {
        @Option(
                names = "--last",
                paramLabel = "AGE",
                description = "Look at the records of this time: 15m (the default), 2h, 1d.")
        private String last;

        @Option(
                names = "--for",
                paramLabel = "TIME",
                description = "Wait this long and look at the records that come meanwhile: 2m.")
        private String watch;
    }

    @Option(
            names = "--max-records",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Most records to read of a topic, the newest. Default: ${DEFAULT-VALUE}.")
    private long maxRecords;

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
     * @param environment the environment of the process; {@code NO_COLOR} is respected
     * @param clock the time here
     */
    public DoctorCommand(ConfigSource source, Map<String, String> environment, Clock clock) {
        this.source = source;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (maxRecords < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--max-records': must be at least 1");
        }
        Period period = span.watch == null
                ? period("--last", span.last == null ? "15m" : span.last, false)
                : period("--for", span.watch, true);
        UpsurgeConfig config = options.load(source);
        Diagnoses found =
                new Examiner(config, new Connections(config), clock, maxRecords, this::progress).examine(period);
        PrintWriter out = spec.commandLine().getOut();
        out.println(output == Output.JSON ? ReportJson.of(found) : new ReportText(isColoured()).of(found));
        out.flush();
        if (found.hasErrors()) {
            return ExitCode.USAGE.status();
        }
        return (found.hasSilence() ? ExitCode.INTERNAL : ExitCode.OK).status();
    }

    private record Connections(UpsurgeConfig config) implements Clients {
        @Override
        public Admin admin() {
            Map<String, String> settings = new HashMap<>(IMPATIENT);
            settings.putAll(config.kafka());
            return KafkaClients.admin(settings, "upsurge-doctor");
        }

        @Override
        public Consumer<byte[], byte[]> reader() {
            return KafkaClients.reader(config.kafka(), "upsurge-doctor");
        }
    }

    private Period period(String option, String text, boolean watching) {
        try {
            if (TailStart.parse(text) instanceof TailStart.Since since) {
                return new Period(since.age(), watching);
            }
        } catch (IllegalArgumentException e) {
            throw wrong(option, text);
        }
        throw wrong(option, text);
    }

    private ParameterException wrong(String option, String text) {
        return new ParameterException(
                spec.commandLine(),
                "Invalid value for option '" + option + "': '" + text + "' is no time such as 90s, 15m, 2h or 7d");
    }

    private boolean isColoured() {
        return Boolean.getBoolean("upsurge.terminal")
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    private void progress(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("looking at " + what + " ...");
        err.flush();
    }
}
