package io.upsurge.ingest.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a cluster is reached. Without a kubeconfig: by the service account of the pod this runs in, else by the kubeconfig that
 * {@code kubectl} would use. Tokens in files are read again when they expire.
 *
 * @param cluster name of the cluster in records
 * @param kubeconfig file with addresses and credentials
 * @param context context of the kubeconfig; empty for its current one
 */
public record ClusterAccess(String cluster, Optional<Path> kubeconfig, Optional<String> context) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

    /**
     * A client. Nothing is asked of the server yet.
     *
     * @throws ClusterAccessException if the kubeconfig cannot be read
     */
    public KubernetesClient connect() {
        Config config;
        try {
            config = config();
        } catch (KubernetesClientException e) {
            throw new ClusterAccessException("the kubeconfig of cluster " + cluster + " cannot be used", e);
        }
        config.setConnectionTimeout((int) CONNECT_TIMEOUT.toMillis());
        config.setRequestTimeout((int) REQUEST_TIMEOUT.toMillis());
        config.setOnlyHttpWatches(true);
        config.setRequestRetryBackoffLimit(0);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private Config config() {
        if (kubeconfig.isEmpty()) {
            return Config.autoConfigure(context.orElse(null));
        }
        Path file = kubeconfig.get();
        if (!Files.isReadable(file)) {
            throw new ClusterAccessException("kubeconfig " + file + " of cluster " + cluster + " cannot be read", null);
        }
        return Config.fromKubeconfig(context.orElse(null), file.toFile());
    }
}
