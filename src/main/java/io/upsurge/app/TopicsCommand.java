package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.topics.TopicCheck;
import io.upsurge.app.topics.TopicDifference;
import io.upsurge.app.topics.TopicDifference.Severity;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.app.topics.TopicProvisioner;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge topics create} and {@code upsurge topics check}. */
@Command(name = "topics", description = "Creates topics and schemas, or checks them.")
public final class TopicsCommand implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CLIENT_ID = "upsurge-topics";

    private final ConfigSource source;

    @Spec
    private CommandSpec spec;

    /**
     * A command.
     *
     * @param source reads the configuration
     */
    public TopicsCommand(ConfigSource source) {
        this.source = source;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: create or check");
    }

    @Command(
            name = "create",
            description =
                    "Creates the topics that are missing, waits until they can be used, and registers the schemas. "
                            + "Topics that exist stay as they are; differences are reported.")
    int create(@Mixin ConfigOptions options) {
        UpsurgeConfig config = options.load(source);
        TopicPlan plan = TopicPlan.of(config.topics());
        try (Admin admin = KafkaClients.admin(config.kafka(), CLIENT_ID)) {
            List<String> created = new TopicProvisioner(admin, PATIENCE).createMissing(plan);
            PrintWriter out = spec.commandLine().getOut();
            plan.names().forEach(name -> out.println((created.contains(name) ? "created " : "exists  ") + name));
            Contracts contracts = Contracts.of(config);
            contracts.subjects().register(contracts.registry());
            contracts.subjects().subjects().forEach(subject -> out.println("schema  " + subject));
            return report(new TopicCheck(admin).differences(plan));
        }
    }

    @Command(
            name = "check",
            description = "Compares topics and schemas with the configuration and reports each difference. "
                    + "Exit code 2 if one of them is an error; warnings alone are 0.")
    int check(@Mixin ConfigOptions options) {
        UpsurgeConfig config = options.load(source);
        TopicPlan plan = TopicPlan.of(config.topics());
        try (Admin admin = KafkaClients.admin(config.kafka(), CLIENT_ID)) {
            List<TopicDifference> differences = new TopicCheck(admin).differences(plan);
            PrintWriter out = spec.commandLine().getOut();
            if (differences.isEmpty()) {
                out.println("all " + plan.names().size() + " topics are as planned");
            }
            Contracts contracts = Contracts.of(config);
            List<String> problems = contracts.subjects().problems(contracts.registry());
            problems.forEach(problem -> out.println("error: " + problem));
            int topics = report(differences);
            return problems.isEmpty() ? topics : ExitCode.USAGE.status();
        }
    }

    private int report(List<TopicDifference> differences) {
        PrintWriter out = spec.commandLine().getOut();
        differences.forEach(out::println);
        out.flush();
        boolean wrong = differences.stream().anyMatch(difference -> difference.severity() == Severity.ERROR);
        return (wrong ? ExitCode.USAGE : ExitCode.OK).status();
    }
}
