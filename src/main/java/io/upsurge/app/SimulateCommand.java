package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.RecordFiles;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.ScenarioFiles;
import io.upsurge.simulate.SimulatedRecord;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code upsurge simulate}: writes the records of a scenario to files or topics, or lists the shipped scenarios. */
@CommandLine.Command(name = "simulate", description = "Writes what a scenario does to a fleet to files or topics.")
public final class SimulateCommand implements Callable<Integer> {
    private final ScenarioFiles files = new ScenarioFiles();
    private final ConfigSource source;

    @CommandLine.Option(
            names = "--scenario",
            paramLabel = "NAME|FILE.yaml",
            description = "A shipped scenario, or a file (what ends in .yaml or has a slash).")
    private String scenario;

    @CommandLine.ArgGroup
    private Target target = new Target();

    @CommandLine.Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "jsonl",
            description = "Of the files: jsonl, or avro: object container files under the schemas of the topics.")
    private Format format;

    private enum Format {
        JSONL,
        AVRO
    }

    @CommandLine.Option(names = "--seed", paramLabel = "N", description = "Another seed than the scenario's.")
    private Long seed;

    @CommandLine.Option(
            names = "--live",
            paramLabel = "AGE",
            converter = AgeConverter.class,
            description =
                    "With --to-topics: as if it had begun AGE ago, such as 70m; what is past at once, the rest as it"
                            + " happens.")
    private Duration live;

    @CommandLine.Mixin
    private ConfigOptions options;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private static final class Target {
        @CommandLine.Option(
                names = "--out",
                paramLabel = "DIR",
                description = "Folder to write samples and rollouts to, .jsonl or .avro; files in it are replaced.")
        private Path out;

        @CommandLine.Option(
                names = "--to-topics",
                description = "Write to the samples and roll-outs topics of the configuration, at full speed.")
        private boolean toTopics;

        @CommandLine.Option(names = "--list", description = "List the shipped scenarios.")
        private boolean list;
    }

    /** Reads hours, minutes and seconds, as in 1h10m. */
    static final class AgeConverter implements CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                Duration age = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
                if (!age.isNegative()) {
                    return age;
                }
            } catch (DateTimeParseException e) {
                // Told below, as an age before the beginning is.
            }
            throw new CommandLine.TypeConversionException("'" + text + "' is not an age such as 0s, 70m, 1h10m");
        }
    }

    /**
     * A command.
     *
     * @param source reads the configuration
     */
    public SimulateCommand(ConfigSource source) {
        this.source = source;
    }

    @Override
    public Integer call() {
        if (target.list) {
            list();
        } else if (scenario == null || (target.out == null && !target.toTopics)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "expected --scenario NAME|FILE.yaml and --out DIR or --to-topics, or --list");
        } else if (live != null && !target.toTopics) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--live goes with --to-topics");
        } else {
            Scenario read = files.load(scenario);
            Scenario seeded = seed == null ? read : read.withSeed(seed);
            if (target.toTopics) {
                writeTopics(seeded);
            } else {
                writeFiles(seeded);
            }
        }
        return ExitCode.OK.status();
    }

    private void list() {
        PrintWriter to = spec.commandLine().getOut();
        for (String name : files.shipped()) {
            to.println(name);
            to.println("    " + files.load(name).what().replaceAll("\\s+", " "));
        }
    }

    private void writeFiles(Scenario seeded) {
        if (format == Format.AVRO) {
            AvroFolder folder = AvroFolder.in(target.out);
            say(folder.samples(), folder.rollouts(), folder.write(new FleetSimulator(seeded).records()));
        } else {
            RecordFiles folder = new RecordFiles(target.out);
            say(folder.samplesFile(), folder.rolloutsFile(), folder.write(new FleetSimulator(seeded).records()));
        }
    }

    private void say(Path samples, Path rollouts, RecordFiles.Written written) {
        PrintWriter to = spec.commandLine().getOut();
        to.printf("%s: %d scrapes and heartbeats%n", samples, written.samples());
        to.printf("%s: %d roll-out facts%n", rollouts, written.rollouts());
    }

    private void writeTopics(Scenario seeded) {
        UpsurgeConfig config = options.load(source);
        Contracts contracts = Contracts.of(config);
        try (ScenarioTopics topics = new ScenarioTopics(config, contracts)) {
            long sent = topics.load(records(seeded), count -> {});
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%d records to %s and %s%n",
                            sent, config.topics().samples(), config.topics().rollouts());
        }
    }

    private Iterator<SimulatedRecord> records(Scenario scenario) {
        if (live == null) {
            return new FleetSimulator(scenario).records();
        }
        Scenario begun = scenario.beginningAt(Instant.now().minus(live));
        return new AsItHappens(new FleetSimulator(begun).records(), System::currentTimeMillis, Thread::sleep);
    }
}
