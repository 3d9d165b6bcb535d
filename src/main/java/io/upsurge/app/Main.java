package io.upsurge.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.upsurge.app.bench.BenchCommand;
import io.upsurge.app.config.ConfigLoader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
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
            status = commandLine(commands(System.getenv()))
                    .setOut(out)
                    .setErr(err)
                    .execute(args);
        }
        System.exit(status);
    }

    /** The commands in the order in which the help lists them. */
    private static List<Object> commands(Map<String, String> environment) {
        ConfigLoader loader = new ConfigLoader(environment);
        ConfigSource source = (file, overrides) -> file.map(path -> loader.load(path, overrides))
                .orElseGet(() -> loader.load(overrides))
                .config();
        return List.of(
                new TopicsCommand(source), new BenchCommand(), new ConfigCommand(environment), new WarmUpCommand());
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
