package io.upsurge.ingest.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.upsurge.ingest.watch.ClusterView;
import io.upsurge.ingest.watch.Coverage;
import io.upsurge.ingest.watch.Watched;
import io.upsurge.model.RolloutFact;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a view of one cluster up to date by list and watch. Whatever the server answers, it is tried again, with growing
 * pauses; where a watch cannot be taken up where it ended, everything is listed anew.
 */
public final class ClusterWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    private static final long PAGE = 500;

    /**
     * For how long a watch may be silent after it was begun anew. An API server that has nothing to tell says so once a
     * minute.
     */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final KubernetesClient client;
    private final Watched watched;
    private final ClusterView view;
    private final ObjectStates states = new ObjectStates();
    private final Consumer<List<RolloutFact>> told;
    private final WatchMetrics metrics;
    private final Clock clock;
    private final Duration patience;
    private final Troubles troubles;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private long heardNs;

    /**
     * A watch that has not begun.
     *
     * @param client a client for the cluster; stays open
     * @param watched what is watched
     * @param told is given the facts of everything that starts, in their order, by one thread or another; must not block
     * @param metrics counts what goes wrong
     * @param clock tells when something was seen
     * @param patience for how long a server is taken to be heard that says nothing
     */
    public ClusterWatch(
            KubernetesClient client,
            Watched watched,
            Consumer<List<RolloutFact>> told,
            WatchMetrics metrics,
            Clock clock,
            Duration patience) {
        this.client = client;
        this.watched = watched;
        this.view = new ClusterView(watched);
        this.told = told;
        this.metrics = metrics;
        this.clock = clock;
        this.patience = patience;
        this.troubles = new Troubles(LOG, "Cluster " + watched.cluster());
    }

    /** Begins. Does not wait for the server. */
    public void start() {
        if (watched.namespaces().isEmpty()) {
            follow(
                    client.apps().daemonSets().inAnyNamespace(),
                    client.apps().controllerRevisions().inAnyNamespace().withLabel(ObjectStates.REVISION_LABEL),
                    client.pods().inAnyNamespace().withLabel(ObjectStates.REVISION_LABEL));
        }
        for (String namespace : watched.namespaces()) {
            follow(
                    client.apps().daemonSets().inNamespace(namespace),
                    client.apps().controllerRevisions().inNamespace(namespace).withLabel(ObjectStates.REVISION_LABEL),
                    client.pods().inNamespace(namespace).withLabel(ObjectStates.REVISION_LABEL));
        }
        informers.forEach(SharedIndexInformer::start);
    }

    private void follow(
            Informable<DaemonSet> daemonsets, Informable<ControllerRevision> revisions, Informable<Pod> pods) {
        informers.add(informer("daemonsets", daemonsets, DaemonSet::new, this::onDaemonSet, this::onDaemonSetGone));
        informers.add(
                informer("controllerrevisions", revisions, ControllerRevision::new, this::onRevision, gone -> {}));
        informers.add(informer("pods", pods, Pod::new, this::onPod, this::onPodGone));
    }

    private <T extends HasMetadata> SharedIndexInformer<T> informer(
            String resource, Informable<T> informable, Supplier<T> empty, Consumer<T> state, Consumer<T> gone) {
        SharedIndexInformer<T> informer = informable.withLimit(PAGE).runnableInformer(0);
        informer.removeNamespaceIndex();
        informer.itemStore(new SlimStore<>(empty));
        informer.addEventHandler(new Handler<>(resource, state, gone));
        informer.exceptionHandler((started, error) -> {
            metrics.apiError(watched.cluster(), resource);
            troubles.note("cannot read " + resource + ": " + cause(error));
            return true;
        });
        return informer;
    }

    /** Whether everything that is there has been listed. */
    public boolean isComplete() {
        return informers.stream().allMatch(SharedIndexInformer::hasSynced);
    }

    /** Whether all is known and the server is heard: what the view says is so now. To be asked often. */
    public synchronized boolean isCurrent() {
        boolean complete = isComplete();
        long now = System.nanoTime();
        if (complete && (heardNs == 0 || informers.stream().allMatch(SharedIndexInformer::isWatching))) {
            heardNs = now;
            troubles.over();
        }
        return complete && now - heardNs < patience.toNanos();
    }

    /** Facts of everything that runs. */
    public List<RolloutFact> snapshot() {
        return view.snapshot(clock.millis());
    }

    /** How much of each watched DaemonSet is known. */
    public List<Coverage> coverage() {
        return view.coverage();
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }

    private void onDaemonSet(DaemonSet daemonset) {
        view.put(states.daemonset(daemonset));
    }

    private void onDaemonSetGone(DaemonSet daemonset) {
        view.removeDaemonSet(
                daemonset.getMetadata().getNamespace(),
                daemonset.getMetadata().getName(),
                daemonset.getMetadata().getUid());
    }

    private void onRevision(ControllerRevision revision) {
        states.revision(revision)
                .filter(it -> watched.any(it.namespace(), it.daemonset(), ObjectStates.containers(it)))
                .ifPresent(view::put);
    }

    /** Seen and told under one lock, so that facts come in the order of what was seen. */
    private synchronized void onPod(Pod pod) {
        told.accept(view.put(states.pod(pod), clock.millis()));
    }

    private synchronized void onPodGone(Pod pod) {
        told.accept(view.removePod(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                clock.millis()));
    }

    private static String cause(Throwable error) {
        String said = "";
        Throwable last = error;
        for (Throwable cause = error; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            said = cause.getMessage() == null || cause.getMessage().contains("Exception") ? said : cause.getMessage();
            last = cause;
        }
        if (last instanceof ClosedChannelException || last instanceof ConnectException) {
            return "no connection";
        }
        return said.isEmpty() ? last.toString() : said;
    }

    /** Takes objects in; one that is not understood is counted, and does not keep the others out. */
    private final class Handler<T extends HasMetadata> implements ResourceEventHandler<T> {
        private final String resource;
        private final Consumer<T> state;
        private final Consumer<T> gone;

        Handler(String resource, Consumer<T> state, Consumer<T> gone) {
            this.resource = resource;
            this.state = state;
            this.gone = gone;
        }

        @Override
        public void onAdd(T object) {
            take(object, state);
        }

        @Override
        public void onUpdate(T before, T object) {
            if (before.getMetadata().getUid() != null
                    && !before.getMetadata()
                            .getUid()
                            .equals(object.getMetadata().getUid())) {
                take(before, gone);
            }
            take(object, state);
        }

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {
            take(object, gone);
        }

        private void take(T object, Consumer<T> consumer) {
            try {
                consumer.accept(object);
            } catch (RuntimeException e) {
                metrics.refused(watched.cluster(), resource);
                LOG.warn(
                        "Cluster {}: {}/{} of {} is refused",
                        watched.cluster(),
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName(),
                        resource,
                        e);
            }
        }
    }
}
