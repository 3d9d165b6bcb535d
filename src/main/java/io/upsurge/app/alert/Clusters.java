package io.upsurge.app.alert;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.ingest.Parts;
import io.upsurge.ingest.kubernetes.ClusterAccess;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Kubernetes clusters of a configuration, connected when they are asked for. */
final class Clusters {
    private Clusters() {}

    /** Clients by the name of their cluster, closed with the parts. */
    static Map<String, KubernetesClient> connect(UpsurgeConfig config, Parts parts) {
        Map<String, KubernetesClient> clients = new LinkedHashMap<>();
        for (ClusterAccess access : config.watch().settings().clusters()) {
            clients.put(access.cluster(), parts.add(access.connect()));
        }
        return clients;
    }
}
