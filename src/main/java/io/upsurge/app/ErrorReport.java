package io.upsurge.app;

import io.upsurge.app.config.ConfigException;
import io.upsurge.app.embedded.EmbeddedKafkaException;
import io.upsurge.app.embedded.NoBrokerException;
import io.upsurge.app.reset.ResetRefusedException;
import io.upsurge.app.run.Prerequisites.UnfitException;
import io.upsurge.app.run.StateFolder.InUseException;
import io.upsurge.app.tail.TailException;
import io.upsurge.ingest.kubernetes.ClusterAccessException;
import io.upsurge.ingest.kubernetes.ClusterSilentException;
import io.upsurge.replay.UnusableInputException;
import io.upsurge.simulate.ScenarioException;
import io.upsurge.wire.RegistryException;
import io.upsurge.wire.RegistryUnavailableException;
import io.upsurge.words.OneLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says on standard error why a command failed, in one line for each problem, and chooses the exit code: that of the first
 * exception, from the outermost to its last cause, whose type is known; else {@link ExitCode#INTERNAL}.
 */
final class ErrorReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final String NAME = "upsurge: ";

    /** Exit codes by type of exception, the first that fits; a type stands for its subtypes too. */
    private static final List<Known> KNOWN = List.of(
            new Known(ConfigException.class, ExitCode.USAGE, ""),
            new Known(ScenarioException.class, ExitCode.UNUSABLE_INPUT, ""),
            new Known(UnusableInputException.class, ExitCode.UNUSABLE_INPUT, ""),
            new Known(ResetRefusedException.class, ExitCode.USAGE, ""),
            new Known(UnfitException.class, ExitCode.USAGE, ""),
            new Known(InUseException.class, ExitCode.INTERNAL, ""),
            new Known(ProcessorStateException.class, ExitCode.INTERNAL, "local state cannot be used: "),
            new Known(RegistryUnavailableException.class, ExitCode.INTERNAL, ""),
            new Known(RegistryException.class, ExitCode.USAGE, ""),
            new Known(ClusterAccessException.class, ExitCode.USAGE, ""),
            new Known(ClusterSilentException.class, ExitCode.INTERNAL, ""),
            new Known(TailException.class, ExitCode.USAGE, ""),
            new Known(NoBrokerException.class, ExitCode.USAGE, ""),
            new Known(EmbeddedKafkaException.class, ExitCode.INTERNAL, ""),
            new Known(TimeoutException.class, ExitCode.INTERNAL, "Kafka did not answer in time: "),
            new Known(RetriableException.class, ExitCode.INTERNAL, ""),
            new Known(ApiException.class, ExitCode.USAGE, ""),
            new Known(org.apache.kafka.common.config.ConfigException.class, ExitCode.USAGE, "Kafka settings: "));

    private record Known(Class<? extends Throwable> type, ExitCode code, String lead) {}

    private final UpsurgeCommand command;

    /**
     * A report.
     *
     * @param command knows whether stack traces are wanted
     */
    ErrorReport(UpsurgeCommand command) {
        this.command = command;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println(NAME + escaped(e.getMessage()));
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("See '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return end(e, err, ExitCode.USAGE);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
        PrintWriter err = line.getErr();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            for (Known known : KNOWN) {
                if (known.type().isInstance(cause)) {
                    err.println(NAME + known.lead() + escaped(e.getMessage() + rootCause(e)));
                    return end(e, err, known.code());
                }
            }
        }
        String more = command.verbose() ? "" : " (--verbose shows where)";
        err.println(NAME + "internal error: " + escaped(e + rootCause(e)) + more);
        return end(e, err, ExitCode.INTERNAL);
    }

    /** The message of the last cause, where the message of the exception does not say it already. */
    private static String rootCause(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        boolean said = message == null || String.valueOf(e.getMessage()).contains(message);
        return said ? "" : ": " + message;
    }

    private int end(Exception e, PrintWriter err, ExitCode code) {
        if (command.verbose()) {
            e.printStackTrace(err);
        }
        err.flush();
        return code.status();
    }

    private static String escaped(String message) {
        return String.valueOf(message).lines().map(OneLine::of).collect(Collectors.joining(System.lineSeparator()));
    }
}
