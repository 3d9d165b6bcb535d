package io.upsurge.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/**
 * A command as it was run in this process.
 *
 * @param status its exit code
 * @param said what it printed, errors included
 */
public record CommandRun(int status, String said) {
    /** Runs a command that ends by itself. */
    public static CommandRun of(String... args) {
        StringWriter said = new StringWriter();
        PrintWriter printer = new PrintWriter(said);
        int status = Main.commandLine(Main.commands(Map.of()))
                .setOut(printer)
                .setErr(printer)
                .execute(args);
        return new CommandRun(status, said.toString());
    }
}
