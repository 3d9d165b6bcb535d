package io.upsurge.ingest.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.upsurge.ingest.watch.DaemonSetState;
import io.upsurge.ingest.watch.PodState;
import io.upsurge.ingest.watch.RevisionState;
import io.upsurge.ingest.watch.RunningContainer;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes from the objects of the API what the view of the cluster needs. */
final class ObjectStates {
    /** The label that pods and revisions of DaemonSets carry, and nothing else but those of StatefulSets. */
    static final String REVISION_LABEL = "controller-revision-hash";

    private static final String ZONE_LABEL = "topology.kubernetes.io/zone";

    private final ObjectMapper json = new ObjectMapper();

    PodState pod(Pod pod) {
        PodSpec spec = pod.getSpec();
        return new PodState(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                text(pod.getMetadata().getUid()),
                daemonset(pod).orElse(""),
                spec == null ? "" : text(spec.getNodeName()),
                time(pod.getMetadata().getCreationTimestamp()).orElse(0),
                pod.getMetadata().getDeletionTimestamp() != null,
                label(pod, REVISION_LABEL),
                zone(pod),
                spec == null || pod.getStatus() == null ? List.of() : running(pod));
    }

    private static List<RunningContainer> running(Pod pod) {
        List<RunningContainer> running = new ArrayList<>();
        for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
            OptionalLong startedAt = startedAt(status);
            if (startedAt.isPresent()) {
                running.add(new RunningContainer(
                        status.getName(),
                        image(pod.getSpec(), status),
                        text(status.getImageID()),
                        startedAt.getAsLong()));
            }
        }
        return running;
    }

    private static OptionalLong startedAt(ContainerStatus status) {
        return status.getState() == null || status.getState().getRunning() == null
                ? OptionalLong.empty()
                : time(status.getState().getRunning().getStartedAt());
    }

    private static String image(PodSpec spec, ContainerStatus status) {
        return spec.getContainers().stream()
                .filter(it -> it.getName().equals(status.getName()))
                .map(Container::getImage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(text(status.getImage()));
    }

    /** Newer clusters label the pods of a node with its zone; else a pod may be bound to one. */
    private static String zone(Pod pod) {
        String labelled = label(pod, ZONE_LABEL);
        if (!labelled.isEmpty() || pod.getSpec() == null || pod.getSpec().getNodeSelector() == null) {
            return labelled;
        }
        return text(pod.getSpec().getNodeSelector().get(ZONE_LABEL));
    }

    /** The revision of a DaemonSet, if it is one. */
    Optional<RevisionState> revision(ControllerRevision revision) {
        String hash = label(revision, REVISION_LABEL);
        JsonNode template = json.valueToTree(revision.getData()).path("spec").path("template");
        return daemonset(revision)
                .filter(owner -> !hash.isEmpty())
                .map(owner -> new RevisionState(revision.getMetadata().getNamespace(), owner, hash, template));
    }

    /** Names of the containers of a revision's template. */
    static List<String> containers(RevisionState revision) {
        List<String> names = new ArrayList<>();
        revision.template()
                .path("spec")
                .path("containers")
                .forEach(it -> names.add(it.path("name").asText()));
        return names;
    }

    DaemonSetState daemonset(DaemonSet daemonset) {
        List<String> containers = daemonset.getSpec() == null
                ? List.of()
                : daemonset.getSpec().getTemplate().getSpec().getContainers().stream()
                        .map(Container::getName)
                        .toList();
        Optional<io.fabric8.kubernetes.api.model.apps.DaemonSetStatus> status =
                Optional.ofNullable(daemonset.getStatus());
        return new DaemonSetState(
                daemonset.getMetadata().getNamespace(),
                daemonset.getMetadata().getName(),
                text(daemonset.getMetadata().getUid()),
                containers,
                status.map(it -> it.getDesiredNumberScheduled()).orElse(0),
                status.map(it -> it.getUpdatedNumberScheduled()).orElse(0));
    }

    private static Optional<String> daemonset(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(owner -> "DaemonSet".equals(owner.getKind()) && Boolean.TRUE.equals(owner.getController()))
                .map(OwnerReference::getName)
                .findFirst();
    }

    private static String label(HasMetadata object, String name) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? "" : text(labels.get(name));
    }

    private static OptionalLong time(String text) {
        try {
            return text == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeParseException e) {
            return OptionalLong.empty();
        }
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
