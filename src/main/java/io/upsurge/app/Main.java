package io.upsurge.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.upsurge.app.bench.BenchCommand;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.contracts.Decoders;
import io.upsurge.wire.WireSerdes;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The command line of Upsurge. */
public final class Main {
    private Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        int status;
        try (PrintWriter out = writer(FileDescriptor.out);
                PrintWriter err = writer(FileDescriptor.err)) {
            status = run(args, out, err);
        }
        System.exit(status);
    }

    /** What is broken in the process itself is told before standard error is closed. */
    private static int run(String[] args, PrintWriter out, PrintWriter err) {
        try {
            return commandLine(commands(System.getenv()))
                    .setOut(out)
                    .setErr(err)
                    .execute(args);
        } catch (Error e) {
            e.printStackTrace(err);
            return ExitCode.INTERNAL.status();
        }
    }

    /** The commands in the order in which the help lists them. */
    static List<Object> commands(Map<String, String> environment) {
        ConfigLoader loader = new ConfigLoader(environment);
        ConfigSource source = (file, overrides) -> file.map(path -> loader.load(path, overrides))
                .orElseGet(() -> loader.load(overrides))
                .config();
        return List.of(
                new DemoCommand(source),
                new RunCommand(source, Main::decoders),
                new IngestCommand(source),
                new WatchCommand(source, Clock.systemUTC()),
                new ScrapeCommand(source, Clock.systemUTC()),
                new AlertCommand(source, Clock.systemUTC()),
                new TopicsCommand(source),
                new ResetCommand(source, Clock.systemUTC()),
                new TailCommand(source, Main::decoders, Clock.systemUTC()),
                new ExplainCommand(source, Main::decoders),
                new VerdictCommand(source, Main::decoders, Clock.systemUTC()),
                new ServeCommand(source, Main::decoders),
                new RolloutCommand(source, FactTopic::new, Clock.systemUTC()),
                new DoctorCommand(source, environment, Clock.systemUTC()),
                new ReplayCommand(source, Main::decoders, loader.variables()),
                new SimulateCommand(source),
                new ConfigCommand(environment),
                new BenchCommand(),
                new WarmUpCommand(source));
    }

    private static Decoders decoders(UpsurgeConfig config) {
        WireSerdes serdes = Contracts.of(config).serdes();
        return new Decoders(
                serdes.anomalies().deserializer(),
                serdes.versionRates().deserializer(),
                serdes.samples().deserializer(),
                serdes.rollouts().deserializer());
    }

    /**
     * The command line with these commands.
     *
     * @param commands picocli commands
     */
    static CommandLine commandLine(List<Object> commands) {
        UpsurgeCommand upsurge = new UpsurgeCommand();
        CommandLine line = new CommandLine(upsurge);
        commands.forEach(line::addSubcommand);
        ErrorReport report = new ErrorReport(upsurge);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(report)
                .setExecutionExceptionHandler(report);
    }

    /** UTF-8 whatever the locale: names from a cluster must not turn into question marks. */
    private static PrintWriter writer(FileDescriptor file) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(file), UTF_8));
    }
}
