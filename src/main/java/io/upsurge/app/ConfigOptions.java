package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which a command is told its configuration. */
public final class ConfigOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration file; else the one UPSURGE_CONFIG names, else the shipped one.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Replaces a key of the configuration; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Kafka to connect to; short for --set kafka.bootstrap.servers=HOST:PORT.")
    private String bootstrapServer;

    /**
     * The configuration that the options ask for.
     *
     * @param source reads it
     */
    UpsurgeConfig load(ConfigSource source) {
        return load(source, List.of());
    }

    /**
     * The configuration that the options ask for, in surroundings that set some keys themselves.
     *
     * @param source reads it
     * @param surroundings {@code key=value} pairs that replace what file and options say
     */
    UpsurgeConfig load(ConfigSource source, List<String> surroundings) {
        List<String> all = new ArrayList<>(overrides);
        if (bootstrapServer != null) {
            all.add("kafka.bootstrap.servers=" + bootstrapServer);
        }
        all.addAll(surroundings);
        return source.load(Optional.ofNullable(file), all);
    }
}
