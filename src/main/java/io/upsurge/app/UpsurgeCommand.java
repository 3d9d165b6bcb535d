package io.upsurge.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code upsurge}: what all commands have in common. */
@Command(
        name = "upsurge",
        description = "Tells within minutes that a DaemonSet upgrade changed how often its pods call an API.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Release.class,
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done",
            "  1  an internal error, or a server that did not answer",
            "  2  wrong usage or configuration",
            "  3  an anomaly was found by a command that was asked to look for one, or did not come out again",
            "  4  unusable input"
        })
final class UpsurgeCommand implements Runnable {
    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show where an error came from.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    /** Whether stack traces are wanted. */
    boolean verbose() {
        return verbose;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
