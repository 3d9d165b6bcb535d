package io.upsurge.detect.fleet;

import io.upsurge.detect.Counters;
import io.upsurge.detect.Counters.Event;
import io.upsurge.detect.States;
import io.upsurge.detect.node.Partial;
import io.upsurge.detect.rule.Assessment;
import io.upsurge.detect.rule.Rule;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.Anomaly;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.NodeChange;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Window;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * All workloads of one stage-two partition.
 *
 * <ul>
 *   <li>Clock: the lowest mark of a cluster over all source partitions.
 *   <li>Late rule: rows of a window that was closed are dropped and counted; that happens only after a silent source was not
 *       waited for.
 *   <li>Restart: everything is state, rows are put and never added, so records that come again change nothing.
 * </ul>
 */
public final class FleetStage {
    static final char SEPARATOR = '\u0000';

    private final int sources;
    private final EngineSettings settings;
    private final FleetStates states;
    private final WindowCloser closer;
    private final Lookout lookout;
    private final Counters counters;

    /** Where the results go, in the order of windows, workloads, keys and versions. */
    public interface Sink {
        /** A rate of a version. */
        void rate(VersionRate rate);

        /** A change of an anomaly. */
        void anomaly(Anomaly anomaly);

        /**
         * How a candidate stands after a window, whether anything is said of it or not; for those who want to see it.
         *
         * @param key what was judged
         * @param version id of the candidate
         * @param windowEndMs end of the window, milliseconds since 1970-01-01T00:00Z
         */
        default void assessed(SignalKey key, String version, long windowEndMs, Assessment assessment) {}
    }

    /**
     * Makes a stage.
     *
     * @param sources number of source partitions
     * @param catalog the signals
     * @param settings times and bounds
     * @param ruleSettings settings of rules and anomalies
     * @param rule who judges
     * @param states where state lives
     * @param sink where the results go
     * @param counters what was met
     */
    public FleetStage(
            int sources,
            SignalCatalog catalog,
            EngineSettings settings,
            RuleSettings ruleSettings,
            Rule rule,
            FleetStates states,
            Sink sink,
            Counters counters) {
        this.sources = sources;
        this.settings = settings;
        this.states = states;
        this.counters = counters;
        this.closer = new WindowCloser(catalog, settings, ruleSettings, rule, sink, counters);
        this.lookout = new Lookout(catalog, settings, states.sights(), this::knownNodes, sink::anomaly);
    }

    /** Keeps rows of a window until every source is done with it. */
    public void on(Partial partial) {
        if (partial.windowEndMs() <= marks(partial.workload().cluster()).closedToMs()) {
            counters.count(Event.LATE_PARTIAL);
            return;
        }
        String key = prefix(partial.workload())
                + digits(partial.windowEndMs(), 19)
                + SEPARATOR
                + digits(partial.source(), 5)
                + SEPARATOR
                + digits(partial.chunk(), 5);
        states.partials().put(key, partial);
    }

    /** With zeros in front, so that the order of texts is the order of numbers. */
    private static String digits(long number, int width) {
        String digits = String.valueOf(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    /** A snapshot of a workload was taken in the window that ends then. */
    public void onSnapshot(Workload workload, long windowEndMs) {
        lookout.told(workload, windowEndMs);
    }

    /** A source is done with the windows of a cluster up to an instant. */
    public void onMark(String cluster, int source, long doneToMs) {
        ClusterMarks marks = marks(cluster);
        marks.mark(source, doneToMs);
        close(cluster, marks);
    }

    /** A live source has heard nothing for long, but for some clusters. */
    public void onSilence(int source, Set<String> heardOf) {
        List<String> silent = new ArrayList<>();
        states.marks().forEach("", (cluster, marks) -> {
            if (!heardOf.contains(cluster)) {
                silent.add(cluster);
            }
        });
        for (String cluster : silent) {
            ClusterMarks marks = marks(cluster);
            marks.silent(source);
            close(cluster, marks);
        }
    }

    private ClusterMarks marks(String cluster) {
        ClusterMarks kept = states.marks().get(cluster);
        ClusterMarks marks = kept == null ? new ClusterMarks(sources) : kept;
        if (marks.sources() != sources) {
            throw new IllegalStateException(
                    "state was written for " + marks.sources() + " source partitions, there are " + sources
                            + " now: the number of partitions cannot change under kept state");
        }
        return marks;
    }

    private void close(String cluster, ClusterMarks marks) {
        long lowestMs = marks.lowestMs();
        if (lowestMs > marks.closedToMs()) {
            Map<Long, Map<Workload, List<Partial>>> due = new TreeMap<>();
            List<String> taken = new ArrayList<>();
            states.partials().forEach(cluster + SEPARATOR, (key, partial) -> {
                if (partial.windowEndMs() <= lowestMs) {
                    due.computeIfAbsent(partial.windowEndMs(), w -> new TreeMap<>())
                            .computeIfAbsent(partial.workload(), w -> new ArrayList<>())
                            .add(partial);
                    taken.add(key);
                }
            });
            due.forEach((endMs, workloads) -> workloads.forEach((workload, partials) -> {
                Window window = new Window(endMs - settings.windowMs(), endMs);
                lookout.advance(workload, window.startMs());
                closer.close(
                        workload,
                        new WorkloadWindow(window, partials),
                        within(prefix(workload), states.nodes()),
                        within(prefix(workload), states.keys()),
                        marks.missing());
                if (partials.stream().anyMatch(partial -> !partial.rows().isEmpty())) {
                    lookout.scraped(workload, endMs);
                }
            }));
            taken.forEach(states.partials()::remove);
            marks.closedTo(lowestMs);
            lookout.advanceAll(cluster, lowestMs);
        }
        states.marks().put(cluster, marks);
    }

    /**
     * How the nodes of a workload called before and after they moved, in the order of their names.
     *
     * @return empty if the workload is unknown
     */
    public List<NodeChange> nodeChanges(Workload workload) {
        List<NodeChange> changes = new ArrayList<>();
        states.nodes().forEach(prefix(workload), (key, node) -> changes.add(node.change()));
        return changes;
    }

    private int knownNodes(Workload workload) {
        int[] nodes = new int[1];
        states.nodes().forEach(prefix(workload), (key, node) -> nodes[0]++);
        return nodes[0];
    }

    static String prefix(Workload workload) {
        return workload.cluster()
                + SEPARATOR
                + workload.namespace()
                + SEPARATOR
                + workload.daemonset()
                + SEPARATOR
                + workload.container()
                + SEPARATOR;
    }

    private static <V> States<V> within(String prefix, States<V> all) {
        return new States<>() {
            @Override
            public V get(String key) {
                return all.get(prefix + key);
            }

            @Override
            public void put(String key, V state) {
                all.put(prefix + key, state);
            }

            @Override
            public void remove(String key) {
                all.remove(prefix + key);
            }

            @Override
            public void forEach(String more, BiConsumer<String, V> visitor) {
                all.forEach(prefix + more, (key, state) -> visitor.accept(key.substring(prefix.length()), state));
            }
        };
    }
}
