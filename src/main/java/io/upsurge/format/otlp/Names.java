package io.upsurge.format.otlp;

import java.util.Map;

/** Names of OpenTelemetry as names of Prometheus. */
final class Names {
    /** Attributes of a resource that have a usual name in Prometheus. */
    private static final Map<String, String> RESOURCE = Map.ofEntries(
            Map.entry("k8s.cluster.name", "cluster"),
            Map.entry("k8s.node.name", "node"),
            Map.entry("k8s.namespace.name", "namespace"),
            Map.entry("k8s.daemonset.name", "daemonset"),
            Map.entry("k8s.pod.name", "pod"),
            Map.entry("k8s.pod.uid", "uid"),
            Map.entry("k8s.container.name", "container"),
            Map.entry("service.name", "job"),
            Map.entry("service.instance.id", "instance"));

    private Names() {}

    /** The label of an attribute of a resource. */
    static String ofResource(String attribute) {
        String usual = RESOURCE.get(attribute);
        return usual == null ? label(attribute) : usual;
    }

    /** The label of an attribute: characters that a label cannot have become underscores. */
    static String label(String attribute) {
        return plain(attribute, false);
    }

    /** The metric's name in Prometheus: as it is, but characters that a name cannot have become underscores. */
    static String metric(String name) {
        return plain(name, true);
    }

    private static String plain(String name, boolean metric) {
        for (int i = 0; i < name.length(); i++) {
            if (!isPlain(name.charAt(i), metric, i == 0)) {
                return replaced(name, metric);
            }
        }
        return name;
    }

    private static String replaced(String name, boolean metric) {
        StringBuilder plain = new StringBuilder();
        if (Character.isDigit(name.charAt(0))) {
            plain.append(metric ? "_" : "key_");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            plain.append(isPlain(c, metric, false) ? c : '_');
        }
        return plain.toString();
    }

    private static boolean isPlain(char c, boolean metric, boolean first) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (c == ':' && metric)
                || (c >= '0' && c <= '9' && !first);
    }
}
