package io.upsurge.ingest.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.upsurge.ingest.scrape.ScrapeTarget;
import io.upsurge.ingest.scrape.TargetLabelNames;
import io.upsurge.ingest.scrape.TargetSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages of the pods that a selector selects, on the nodes they are bound to. */
public final class PodTargets implements TargetSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PodTargets.class);

    private final String cluster;
    private final PodSelection selection;
    private final TargetLabelNames names;
    private final ObjectStates states = new ObjectStates();
    private final Map<String, ScrapeTarget> targets = new ConcurrentHashMap<>();
    private final SharedIndexInformer<Pod> informer;

    /**
     * Targets that are not looked for yet.
     *
     * @param client a client for the cluster; stays open
     * @param cluster name of the cluster in records
     * @param selection which pods
     * @param names how the labels of the targets are called
     */
    public PodTargets(KubernetesClient client, String cluster, PodSelection selection, TargetLabelNames names) {
        this.cluster = cluster;
        this.selection = selection;
        this.names = names;
        this.informer = client.pods()
                .inNamespace(selection.namespace())
                .withLabelSelector(selection.selector())
                .withLimit(500L)
                .runnableInformer(0);
        informer.removeNamespaceIndex();
        informer.itemStore(new SlimStore<>(Pod::new));
        informer.addEventHandler(new Handler());
        informer.exceptionHandler((started, error) -> {
            LOG.warn("Cluster {}: cannot read the pods to scrape, will be tried again: {}", cluster, error.toString());
            return true;
        });
    }

    /** Begins to look. Does not wait for the server. */
    public void start() {
        var unused = informer.start();
    }

    /** Whether all pods were looked at. */
    public boolean isComplete() {
        return informer.hasSynced();
    }

    @Override
    public Collection<ScrapeTarget> targets() {
        return List.copyOf(targets.values());
    }

    @Override
    public void close() {
        informer.stop();
    }

    private void put(Pod pod) {
        target(pod)
                .ifPresentOrElse(
                        target -> targets.put(pod.getMetadata().getName(), target),
                        () -> targets.remove(pod.getMetadata().getName()));
    }

    private Optional<ScrapeTarget> target(Pod pod) {
        if (pod.getSpec() == null
                || pod.getStatus() == null
                || !"Running".equals(pod.getStatus().getPhase())) {
            return Optional.empty();
        }
        String address = pod.getStatus().getPodIP();
        Optional<Port> port = port(pod);
        if (address == null || address.isEmpty() || port.isEmpty()) {
            return Optional.empty();
        }
        var state = states.pod(pod);
        Map<String, String> labels = new HashMap<>(
                names.labels(cluster, state.node(), state.namespace(), state.daemonset(), port.get().container));
        labels.put(names.pod(), state.name());
        labels.put(names.podUid(), state.uid());
        String host = address.indexOf(':') >= 0 ? '[' + address + ']' : address;
        labels.put("instance", host + ':' + port.get().number);
        try {
            URI url = new URI("http://" + host + ':' + port.get().number + selection.path());
            return Optional.of(new ScrapeTarget(url, labels));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** A port and the container whose series it shows; empty where that is not known. */
    private record Port(int number, String container) {}

    private Optional<Port> port(Pod pod) {
        boolean named = !selection.port().chars().allMatch(Character::isDigit);
        Predicate<ContainerPort> wanted = named
                ? port -> selection.port().equals(port.getName())
                : port -> selection.port().equals(String.valueOf(port.getContainerPort()));
        List<Container> containers = pod.getSpec().getContainers();
        for (Container container : containers) {
            Optional<ContainerPort> port =
                    container.getPorts().stream().filter(wanted).findFirst();
            if (port.isPresent()) {
                return Optional.of(new Port(port.get().getContainerPort(), container(container.getName())));
            }
        }
        String only = containers.size() == 1 ? containers.get(0).getName() : "";
        return named ? Optional.empty() : Optional.of(new Port(Integer.parseInt(selection.port()), container(only)));
    }

    private String container(String found) {
        return selection.container().isEmpty() ? found : selection.container();
    }

    private final class Handler implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            put(pod);
        }

        @Override
        public void onUpdate(Pod before, Pod pod) {
            put(pod);
        }

        @Override
        public void onDelete(Pod pod, boolean finalStateUnknown) {
            targets.remove(pod.getMetadata().getName());
        }
    }
}
