package io.upsurge.app.bench;

import io.upsurge.app.bench.chaos.ChaosCommand;
import io.upsurge.app.bench.detection.DetectionCommand;
import io.upsurge.app.bench.pictures.PicturesCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge bench}: measurements on this machine. */
@Command(
        name = "bench",
        description = "Measures this machine, without any cluster.",
        subcommands = {
            PipelineCommand.class,
            IngestBenchCommand.class,
            ReplayBenchCommand.class,
            DetectionCommand.class,
            ChaosCommand.class,
            PicturesCommand.class,
            SizingCommand.class
        })
public final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Makes the command; picocli fills it. */
    public BenchCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing subcommand: pipeline, ingest, replay, detection, sizing or chaos");
    }
}
