package io.upsurge.app.bench.pictures;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.model.Signal;
import io.upsurge.simulate.ScenarioFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code upsurge bench pictures}: draws the pictures of docs/method.md. */
@Command(
        name = "pictures",
        hidden = true,
        description = "Draws the pictures of docs/method.md from two made-up roll-outs through the detector.")
public final class PicturesCommand implements Callable<Integer> {
    private static final GroupId KEY = new GroupId("imds-get-metadata", "{api=\"GetMetadata\"}");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "docs/pictures",
            description = "Where to write them. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Spec
    private CommandSpec spec;

    /** Makes the command; picocli fills it. */
    public PicturesCommand() {}

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        for (Map.Entry<String, String> picture : draw().all().entrySet()) {
            Path file = out.resolve(picture.getKey());
            Files.writeString(file, picture.getValue(), StandardCharsets.UTF_8);
            spec.commandLine().getOut().println(file);
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private static Pictures draw() {
        UpsurgeConfig config = ConfigLoader.shipped(Map.of());
        double multiple = config.signals().stream()
                .filter(signal -> signal.id().equals(KEY.signal()))
                .mapToDouble(Signal::multiple)
                .findFirst()
                .orElseThrow();
        return new Pictures(
                record("cni-1.16.3", config),
                record("clean-upgrade", config),
                multiple,
                config.engine().warmUpMs());
    }

    private static Recording record(String scenario, UpsurgeConfig config) {
        return new Recording(new ScenarioFiles().load(scenario), config, KEY);
    }
}
