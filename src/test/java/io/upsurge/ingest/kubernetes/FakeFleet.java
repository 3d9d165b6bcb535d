package io.upsurge.ingest.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The DaemonSet {@code aws-node} in a fake cluster: each change as its controller and the kubelets would make it. */
public final class FakeFleet {
    private final FakeApiServer server;

    public FakeFleet(FakeApiServer server) {
        this.server = server;
        daemonset("d1", 0);
    }

    void daemonset(String uid, int nodes) {
        server.put("daemonsets", server.object("""
                        {"kind":"DaemonSet","apiVersion":"apps/v1",
                         "metadata":{"name":"aws-node","namespace":"kube-system","uid":"%s"},
                         "spec":{"selector":{"matchLabels":{"k8s-app":"aws-node"}},
                           "template":{"spec":{"containers":[{"name":"aws-node","image":"cni:v1"}]}}},
                         "status":{"desiredNumberScheduled":%d,"updatedNumberScheduled":0}}
                        """.formatted(uid, nodes)));
    }

    public void revision(String hash, String tag) {
        server.put("controllerrevisions", server.object("""
                        {"kind":"ControllerRevision","apiVersion":"apps/v1","revision":1,
                         "metadata":{"name":"aws-node-%1$s","namespace":"kube-system","uid":"r-%1$s",
                           "labels":{"controller-revision-hash":"%1$s"},
                           "ownerReferences":[{"apiVersion":"apps/v1","kind":"DaemonSet","name":"aws-node","uid":"d1",
                             "controller":true}]},
                         "data":{"spec":{"template":{"$patch":"replace","spec":{"containers":[
                           {"name":"aws-node","image":"registry:5000/cni:%2$s"}]}}}}}
                        """.formatted(hash, tag)));
    }

    /** A pod that waits for its image. */
    void create(String node, String uid, String tag, String hash) {
        server.put("pods", pod(node, uid, tag, hash, "{\"waiting\":{\"reason\":\"ContainerCreating\"}}", false));
    }

    public void start(String node, String uid, String tag, String hash, Instant at) {
        server.put("pods", pod(node, uid, tag, hash, "{\"running\":{\"startedAt\":\"" + at + "\"}}", false));
    }

    void terminate(String node, String uid, String tag, String hash, Instant startedAt) {
        server.put("pods", pod(node, uid, tag, hash, "{\"running\":{\"startedAt\":\"" + startedAt + "\"}}", true));
    }

    void remove(String uid) {
        server.delete("pods", "kube-system", "aws-node-" + uid);
    }

    private ObjectNode pod(String node, String uid, String tag, String hash, String state, boolean terminating) {
        ObjectNode pod = server.object("""
                {"kind":"Pod","apiVersion":"v1",
                 "metadata":{"name":"aws-node-%1$s","namespace":"kube-system","uid":"%1$s",
                   "creationTimestamp":"2026-01-01T00:00:00Z",
                   "labels":{"k8s-app":"aws-node","controller-revision-hash":"%4$s"},
                   "ownerReferences":[{"apiVersion":"apps/v1","kind":"DaemonSet","name":"aws-node","uid":"d1",
                     "controller":true}]},
                 "spec":{"nodeName":"%2$s","initContainers":[{"name":"init","image":"init:1"}],
                   "containers":[{"name":"aws-node","image":"registry:5000/cni:%3$s"}]},
                 "status":{"phase":"Running",
                   "initContainerStatuses":[{"name":"init","image":"init:1","imageID":"","ready":true,"restartCount":0,
                     "state":{"running":{"startedAt":"2026-01-01T00:00:00Z"}}}],
                   "containerStatuses":[{"name":"aws-node","image":"registry:5000/cni:%3$s","ready":true,
                     "imageID":"registry:5000/cni@sha256:%3$s","restartCount":0,"state":%5$s,
                     "lastState":{"running":{"startedAt":"2020-01-01T00:00:00Z"}}}]}}
                """.formatted(uid, node, tag, hash, state));
        if (terminating) {
            ((ObjectNode) pod.get("metadata")).put("deletionTimestamp", "2026-01-01T00:10:00Z");
        }
        return pod;
    }
}
