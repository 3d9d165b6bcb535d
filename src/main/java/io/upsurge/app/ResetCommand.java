package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.reset.Reset;
import io.upsurge.app.reset.ResetPlan;
import io.upsurge.app.reset.ResetRefusedException;
import io.upsurge.app.reset.ResetScope;
import io.upsurge.app.reset.ResetSurvey;
import io.upsurge.app.tail.TailStart;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge reset}: begins anew. */
@Command(
        name = "reset",
        description =
                "Deletes the state of the pipeline, so that it begins anew: its internal topics, its consumer group and its "
                        + "folder on this machine. Samples and roll-outs stay. Shows what it will destroy and asks.")
public final class ResetCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CLIENT_ID = "upsurge-reset";

    private final ConfigSource source;
    private final Question question;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--results",
            description =
                    "Empty the topics of the rates and anomalies too. Without it results of the past are written once more.")
    private boolean results;

    @Option(
            names = "--alerts",
            description =
                    "Delete the consumer groups of the sinks too: they are told again of what the anomalies topic holds.")
    private boolean alerts;

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            defaultValue = "beginning",
            description =
                    "Where samples are read from afterwards: beginning, end, or an age such as 6h by the clock of the "
                            + "broker. Roll-outs are always read from their beginning. Default: ${DEFAULT-VALUE}.")
    private String from;

    @Option(names = "--dry-run", description = "Only show what would be destroyed.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /** Asks the person at the terminal. */
    @FunctionalInterface
    interface Question {
        /** The answer; empty if there is nobody to be asked. */
        Optional<String> ask(String text);
    }

    /**
     * A command.
     *
     * @param source reads the configuration
     * @param clock tells the time
     */
    public ResetCommand(ConfigSource source, Clock clock) {
        this(source, ResetCommand::atTheTerminal, clock);
    }

    ResetCommand(ConfigSource source, Question question, Clock clock) {
        this.source = source;
        this.question = question;
        this.clock = clock;
    }

    private static Optional<String> atTheTerminal(String text) {
        return Optional.ofNullable(System.console()).map(console -> console.readLine("%s", text));
    }

    @Override
    public Integer call() {
        TailStart start = start();
        UpsurgeConfig config = options.load(source);
        PrintWriter out = spec.commandLine().getOut();
        try (Admin admin = KafkaClients.admin(config.kafka(), CLIENT_ID)) {
            ResetPlan plan = new ResetSurvey(admin).of(ResetScope.of(config, results, alerts));
            plan.lines().forEach(out::println);
            out.flush();
            plan.requireUnused();
            if (dryRun) {
                out.println("nothing was changed");
            } else {
                confirm(plan);
                new Reset(admin, PATIENCE, clock, out::println).execute(plan, start);
                next(config).forEach(out::println);
            }
            out.flush();
        }
        return ExitCode.OK.status();
    }

    private TailStart start() {
        try {
            return TailStart.parse(from);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--from': " + e.getMessage(), e);
        }
    }

    private void confirm(ResetPlan plan) {
        if (yes) {
            return;
        }
        String id = plan.scope().applicationId();
        String answer = question.ask("This cannot be undone. Type the application id to destroy it: ")
                .orElseThrow(() -> new ResetRefusedException(
                        "there is no terminal to ask at; --yes destroys without asking. Nothing was changed"));
        if (!answer.strip().equals(id)) {
            throw new ResetRefusedException("that is not " + id + ". Nothing was changed");
        }
    }

    private static List<String> next(UpsurgeConfig config) {
        String folder = config.pipeline()
                .stateDir()
                .resolve(config.pipeline().applicationId())
                .toString();
        return config.pipeline().store() == UpsurgeConfig.StoreKind.ROCKSDB
                ? List.of(
                        "next: on every other machine that ran it, delete " + folder
                                + " (or its volume) before it starts",
                        "then: upsurge run")
                : List.of("next: upsurge run");
    }
}
