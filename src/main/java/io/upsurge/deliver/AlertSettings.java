package io.upsurge.deliver;

import java.util.List;

/**
 * Who is told of anomalies.
 *
 * @param links addresses that lead on
 * @param sinks the sinks
 */
public record AlertSettings(LinkTemplates links, List<SinkSettings> sinks) {

    /** Copies the sinks. */
    public AlertSettings {
        sinks = List.copyOf(sinks);
    }
}
