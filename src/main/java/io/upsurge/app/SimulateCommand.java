package io.upsurge.app;

import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.RecordFiles;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.ScenarioException;
import io.upsurge.simulate.ScenarioFiles;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code upsurge simulate}: writes the records of a scenario to files, or lists the shipped scenarios. */
@CommandLine.Command(
        name = "simulate",
        description = "Writes what a scenario does to a fleet as JSON lines: samples.jsonl and rollouts.jsonl.",
        mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {
    private final ScenarioFiles files = new ScenarioFiles();

    @CommandLine.Option(
            names = "--scenario",
            paramLabel = "NAME|FILE.yaml",
            description = "A shipped scenario, or a file (what ends in .yaml or has a slash).")
    private String scenario;

    @CommandLine.Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder to write to; made where there is none, files in it are replaced.")
    private Path out;

    @CommandLine.Option(names = "--seed", paramLabel = "N", description = "Another seed than the scenario's.")
    private Long seed;

    @CommandLine.Option(names = "--list", description = "List the shipped scenarios.")
    private boolean list;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Makes the command; picocli fills it. */
    public SimulateCommand() {}

    /**
     * Does it.
     *
     * @return 0, or 1 if the scenario cannot be used or the files cannot be written; the message goes to the error stream
     */
    @Override
    public Integer call() {
        try {
            if (list) {
                list();
            } else {
                write();
            }
            return CommandLine.ExitCode.OK;
        } catch (ScenarioException | UncheckedIOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void list() {
        PrintWriter to = spec.commandLine().getOut();
        for (String name : files.shipped()) {
            to.println(name);
            to.println("    " + files.load(name).what().replaceAll("\\s+", " "));
        }
        to.flush();
    }

    private void write() {
        if (scenario == null || out == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "expected --scenario NAME|FILE.yaml and --out DIR, or --list");
        }
        Scenario read = files.load(scenario);
        Scenario seeded = seed == null ? read : read.withSeed(seed);
        RecordFiles folder = new RecordFiles(out);
        RecordFiles.Written written = folder.write(new FleetSimulator(seeded).records());
        PrintWriter to = spec.commandLine().getOut();
        to.printf("%s: %d scrapes and heartbeats%n", folder.samplesFile(), written.samples());
        to.printf("%s: %d roll-out facts%n", folder.rolloutsFile(), written.rollouts());
        to.flush();
    }
}
