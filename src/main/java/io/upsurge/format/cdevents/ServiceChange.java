package io.upsurge.format.cdevents;

import java.util.List;

/**
 * A service was deployed, upgraded or rolled back, as whoever did it says. Texts are empty where the event does not say.
 *
 * @param kind {@code deployed}, {@code upgraded} or {@code rolledback}
 * @param environment id of the environment
 * @param subject id of the service, such as {@code daemonset/aws-node}
 * @param image repository of the artifact
 * @param tag tag of the artifact
 * @param digest digest of the artifact, {@code sha256:...}
 * @param timeMs when, milliseconds since 1970-01-01T00:00Z
 * @param namespace namespace, from the custom data
 * @param container container, from the custom data
 * @param nodes nodes that run the artifact now, from the custom data
 */
public record ServiceChange(
        String kind,
        String environment,
        String subject,
        String image,
        String tag,
        String digest,
        long timeMs,
        String namespace,
        String container,
        List<String> nodes) {

    /** Copies the nodes. */
    public ServiceChange {
        nodes = List.copyOf(nodes);
    }
}
