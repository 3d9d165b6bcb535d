package io.upsurge.ingest.kubernetes;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.upsurge.ingest.watch.Watched;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a cluster lets what the watcher reads be listed.
 *
 * @param outcome how it went, the worst
 * @param refused what may not be listed, such as {@code pods in kube-system}; empty unless it is forbidden
 * @param why what the API server, or the way to it, says; empty if all can be listed
 */
public record ClusterTrial(Outcome outcome, List<String> refused, String why) {

    /** How it went. */
    public enum Outcome {
        /** All can be listed. */
        LISTED,
        /** The API server knows us, and forbids some. */
        FORBIDDEN,
        /** The API server does not know us. */
        UNAUTHORIZED,
        /** The API server did not answer, or not as it should. */
        UNREACHABLE
    }

    /** Copies the list. */
    public ClusterTrial {
        refused = List.copyOf(refused);
    }

    /**
     * Lists one object of each resource, in each namespace that is watched.
     *
     * @param access how the cluster is reached
     * @param watched what is watched of it
     */
    public static ClusterTrial of(ClusterAccess access, Watched watched) {
        List<String> refused = new ArrayList<>();
        String why = "";
        try (KubernetesClient client = access.connect()) {
            for (Map.Entry<String, Runnable> list : lists(client, watched).entrySet()) {
                try {
                    list.getValue().run();
                } catch (KubernetesClientException e) {
                    if (e.getCode() != 403) {
                        Outcome outcome = e.getCode() == 401 ? Outcome.UNAUTHORIZED : Outcome.UNREACHABLE;
                        return new ClusterTrial(outcome, List.of(), reason(e));
                    }
                    why = refused.isEmpty() ? reason(e) : why;
                    refused.add(list.getKey());
                }
            }
        } catch (ClusterAccessException e) {
            return new ClusterTrial(Outcome.UNREACHABLE, List.of(), reason(e));
        }
        return new ClusterTrial(refused.isEmpty() ? Outcome.LISTED : Outcome.FORBIDDEN, refused, why);
    }

    private static Map<String, Runnable> lists(KubernetesClient client, Watched watched) {
        ListOptions one = new ListOptionsBuilder().withLimit(1L).build();
        Map<String, Runnable> lists = new LinkedHashMap<>();
        if (watched.namespaces().isEmpty()) {
            lists.put(
                    "daemonsets in all namespaces",
                    () -> client.apps().daemonSets().inAnyNamespace().list(one));
            lists.put(
                    "controllerrevisions in all namespaces",
                    () -> client.apps().controllerRevisions().inAnyNamespace().list(one));
            lists.put(
                    "pods in all namespaces",
                    () -> client.pods().inAnyNamespace().list(one));
        }
        for (String namespace : watched.namespaces()) {
            lists.put(
                    "daemonsets in " + namespace,
                    () -> client.apps().daemonSets().inNamespace(namespace).list(one));
            lists.put("controllerrevisions in " + namespace, () -> client.apps()
                    .controllerRevisions()
                    .inNamespace(namespace)
                    .list(one));
            lists.put(
                    "pods in " + namespace,
                    () -> client.pods().inNamespace(namespace).list(one));
        }
        return lists;
    }

    private static String reason(RuntimeException failure) {
        if (failure instanceof KubernetesClientException e
                && e.getStatus() != null
                && e.getStatus().getMessage() != null) {
            return e.getStatus().getMessage();
        }
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String message = last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
        return last == failure ? message : failure.getMessage() + ": " + message;
    }
}
