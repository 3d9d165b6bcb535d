package io.upsurge.app.config;

import java.util.List;

/**
 * A configuration and where each part of it comes from.
 *
 * @param config the configuration, validated
 * @param settings every key that has a value, by name; texts are as written, with references not replaced
 * @param source the file it was read from, for messages
 */
public record LoadedConfig(UpsurgeConfig config, List<Setting> settings, String source) {

    /** Copies the settings. */
    public LoadedConfig {
        settings = List.copyOf(settings);
    }

    /** Settings that somebody gave, without those that are defaults. */
    public List<Setting> given() {
        return settings.stream()
                .filter(setting -> setting.origin().layer() != Origin.Layer.DEFAULT)
                .toList();
    }
}
