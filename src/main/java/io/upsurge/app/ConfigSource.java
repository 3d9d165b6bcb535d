package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where commands get the configuration from. */
@FunctionalInterface
public interface ConfigSource {

    /**
     * The configuration.
     *
     * @param file the file to read; empty for the one that is used when none is named
     * @param overrides {@code key=value} pairs that replace what the file says; of two for a key the later one wins
     */
    UpsurgeConfig load(Optional<Path> file, List<String> overrides);
}
