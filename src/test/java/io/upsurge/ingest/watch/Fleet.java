package io.upsurge.ingest.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.upsurge.model.WorkloadPattern;
import java.util.List;

/** Objects of the cluster the tests speak of. */
final class Fleet {
    static final Watched WATCHED =
            new Watched("prod", List.of(new WorkloadPattern("*", "kube-system", "aws-node", "aws-node")));

    private Fleet() {}

    /** A running pod of the DaemonSet, created when its container started. */
    static PodState pod(String node, String uid, String tag, long startedAtMs) {
        return pod(node, uid, tag, "rev-" + tag, startedAtMs);
    }

    static PodState pod(String node, String uid, String tag, String revision, long startedAtMs) {
        return new PodState(
                "kube-system",
                "aws-node-" + uid,
                uid,
                "aws-node",
                node,
                startedAtMs,
                false,
                revision,
                "",
                List.of(container(tag, startedAtMs)));
    }

    static RunningContainer container(String tag, long startedAtMs) {
        return new RunningContainer(
                "aws-node", "registry:5000/cni:" + tag, "registry:5000/cni@sha256:" + tag, startedAtMs);
    }

    static PodState running(PodState pod, RunningContainer... containers) {
        return new PodState(
                pod.namespace(),
                pod.name(),
                pod.uid(),
                pod.daemonset(),
                pod.node(),
                pod.createdMs(),
                pod.terminating(),
                pod.revision(),
                pod.zone(),
                List.of(containers));
    }

    static PodState terminating(PodState pod) {
        return new PodState(
                pod.namespace(),
                pod.name(),
                pod.uid(),
                pod.daemonset(),
                pod.node(),
                pod.createdMs(),
                true,
                pod.revision(),
                pod.zone(),
                pod.running());
    }

    static PodState controlledBy(PodState pod, String daemonset) {
        return new PodState(
                pod.namespace(),
                pod.name(),
                pod.uid(),
                daemonset,
                pod.node(),
                pod.createdMs(),
                pod.terminating(),
                pod.revision(),
                pod.zone(),
                pod.running());
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
