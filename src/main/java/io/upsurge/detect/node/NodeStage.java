package io.upsurge.detect.node;

import io.upsurge.detect.Counters;
import io.upsurge.detect.Counters.Event;
import io.upsurge.detect.States;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.NodeId;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.Window;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All nodes of one source partition. When the watermark of a cluster passes the end of a window, the rows of its nodes go
 * out, followed by a mark that the source is done with it.
 *
 * <ul>
 *   <li>Clock: event time, one per cluster, kept in state.
 *   <li>Late rule: a scrape at or before its cluster's watermark is dropped and counted, the next one carries its calls; a
 *       late fact corrects what is thought of the node from now on.
 *   <li>Restart: everything is state; the same records give the same rows.
 * </ul>
 */
public final class NodeStage {
    /** Rows per message: keeps it far below a broker's usual limit of one megabyte. */
    private static final int ROWS_PER_CHUNK = 500;

    private static final int MAX_TOLD = 1_000;

    /** Cluster names may contain slashes, but no control characters. */
    private static final char SEPARATOR = '\u0000';

    private final int source;
    private final SignalCatalog catalog;
    private final EngineSettings settings;
    private final States<NodeTracker> nodes;
    private final States<ClusterClock> clocks;
    private final Sink sink;
    private final Counters counters;
    private final Map<Workload, Long> toldSnapshots = new HashMap<>();

    /** Where the results go. */
    public interface Sink {
        /** Rows of a window; all of them come before the mark of the window. */
        void partial(Partial partial);

        /** A snapshot of a workload was taken in the window that ends then; told before the mark of that window. */
        void snapshot(Workload workload, long windowEndMs);

        /** The source is done with the windows of a cluster up to an instant. */
        void mark(String cluster, long closedToMs);
    }

    /**
     * Makes a stage.
     *
     * @param source number of the source partition
     * @param catalog the signals
     * @param settings times and bounds
     * @param nodes state of the nodes, keyed by cluster and node
     * @param clocks state of the clocks, by cluster
     * @param sink where the results go
     * @param counters what was met
     */
    public NodeStage(
            int source,
            SignalCatalog catalog,
            EngineSettings settings,
            States<NodeTracker> nodes,
            States<ClusterClock> clocks,
            Sink sink,
            Counters counters) {
        this.source = source;
        this.catalog = catalog;
        this.settings = settings;
        this.nodes = nodes;
        this.clocks = clocks;
        this.sink = sink;
        this.counters = counters;
    }

    /** Takes a scrape or a heartbeat. */
    public void on(SampleRecord record) {
        ClusterClock clock = clock(record.cluster());
        if (record instanceof Scrape scrape) {
            if (scrape.timeMs() <= clock.watermarkMs()) {
                counters.count(Event.LATE_SAMPLE);
                return;
            }
            NodeId id = scrape.nodeId();
            String key = stateKey(id);
            NodeTracker node = node(id, key);
            node.add(scrape, counters);
            nodes.put(key, node);
        }
        boolean end = record instanceof Heartbeat heartbeat && heartbeat.end();
        long before = clock.watermarkMs();
        clock.hear(record.timeMs(), end ? 0 : settings.graceMs());
        if (clock.watermarkMs() > before) {
            close(record.cluster(), clock);
            clocks.put(record.cluster(), clock);
        }
    }

    /** Takes a roll-out fact; it does not move the clock. */
    public void on(RolloutFact fact) {
        NodeId id = fact.nodeId();
        String key = stateKey(id);
        NodeTracker node = node(id, key);
        node.add(fact, counters);
        nodes.put(key, node);
        if (fact.isSnapshot() && settings.blindAfterMs() > 0) {
            tellSnapshot(
                    fact.workload(),
                    Window.holding(fact.observedAtMs(), settings.windowMs()).endMs());
        }
    }

    /** Tells of one snapshot a window. What was told is no state: telling it again changes nothing. */
    private void tellSnapshot(Workload workload, long windowEndMs) {
        Long last = toldSnapshots.put(workload, windowEndMs);
        if (last == null || last != windowEndMs) {
            sink.snapshot(workload, windowEndMs);
        }
        if (toldSnapshots.size() > MAX_TOLD) {
            toldSnapshots.clear();
        }
    }

    private static String stateKey(NodeId id) {
        return id.cluster() + SEPARATOR + id.node();
    }

    private ClusterClock clock(String cluster) {
        ClusterClock clock = clocks.get(cluster);
        return clock != null ? clock : new ClusterClock();
    }

    private NodeTracker node(NodeId id, String key) {
        NodeTracker node = nodes.get(key);
        return node != null ? node : new NodeTracker(id, catalog, settings);
    }

    private void close(String cluster, ClusterClock clock) {
        long lastEnd = Window.holding(clock.watermarkMs(), settings.windowMs()).startMs();
        if (lastEnd <= clock.closedToMs()) {
            return;
        }
        if (clock.closedToMs() == Long.MIN_VALUE) {
            // Nothing is older than the first record by more than the grace, and the clock began with it.
            clock.closedTo(lastEnd - settings.windowMs());
        }
        long end = clock.closedToMs();
        while (end < lastEnd) {
            end += settings.windowMs();
            boolean anything = closeWindow(cluster, end);
            if (!anything) {
                end = lastEnd;
            }
        }
        clock.closedTo(lastEnd);
        sink.mark(cluster, lastEnd);
    }

    /** Closes one window; says whether any node still has records waiting, so that later windows may have rows. */
    private boolean closeWindow(String cluster, long endMs) {
        Map<Workload, List<NodeRow>> rows = new TreeMap<>();
        Map<Workload, Integer> corrections = new HashMap<>();
        boolean[] waiting = new boolean[1];
        nodes.forEach(cluster + SEPARATOR, (key, node) -> {
            node.advance(endMs, counters);
            node.takeRows(
                    (workload, row) -> rows.computeIfAbsent(workload, w -> new ArrayList<>())
                            .add(row),
                    (workload, count) -> corrections.merge(workload, count, Integer::sum));
            waiting[0] |= node.lastScrapeMs() > endMs;
            if (node.lastHeardMs() < endMs - settings.nodeExpiryMs()) {
                nodes.remove(key);
                counters.count(Event.EXPIRED_NODE);
            } else {
                nodes.put(key, node);
            }
        });
        corrections.keySet().forEach(workload -> rows.computeIfAbsent(workload, w -> List.of()));
        rows.forEach((workload, all) -> send(workload, endMs, corrections.getOrDefault(workload, 0), all));
        return waiting[0];
    }

    private void send(Workload workload, long endMs, int corrections, List<NodeRow> rows) {
        int chunk = 0;
        int from = 0;
        do {
            int to = Math.min(rows.size(), from + ROWS_PER_CHUNK);
            sink.partial(
                    new Partial(workload, endMs, source, chunk, chunk == 0 ? corrections : 0, rows.subList(from, to)));
            from = to;
            chunk++;
        } while (from < rows.size());
    }
}
