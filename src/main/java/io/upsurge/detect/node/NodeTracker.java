package io.upsurge.detect.node;

import io.upsurge.detect.Counters;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.NodeId;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import io.upsurge.model.Workload;
import io.upsurge.pack.FormatException;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;

/** Everything known of one node: its containers. Not thread-safe. */
public final class NodeTracker {
    private static final int FORMAT = 2;

    private final NodeId id;
    private final SignalCatalog catalog;
    private final EngineSettings settings;
    private final TreeMap<Workload, ContainerTracker> containers = new TreeMap<>();

    /** A node nothing is known of yet. */
    public NodeTracker(NodeId id, SignalCatalog catalog, EngineSettings settings) {
        this.id = id;
        this.catalog = catalog;
        this.settings = settings;
    }

    /** Keeps a scrape until its turn. */
    public void add(Scrape scrape, Counters counters) {
        container(scrape.workload()).add(scrape, counters);
    }

    /** Keeps a fact until its turn, or corrects what was thought if its turn is over. */
    public void add(RolloutFact fact, Counters counters) {
        container(fact.workload()).add(fact, counters);
    }

    private ContainerTracker container(Workload workload) {
        return containers.computeIfAbsent(workload, w -> new ContainerTracker(w, id.node(), catalog, settings));
    }

    /** Takes everything up to an instant, inclusive, in the order of event time. */
    public void advance(long toMs, Counters counters) {
        containers.values().forEach(container -> container.advance(toMs, counters));
    }

    /** Hands over the rows of the window that ends now. */
    public void takeRows(BiConsumer<Workload, NodeRow> rows, ObjIntConsumer<Workload> corrections) {
        containers.forEach((workload, container) -> {
            container.takeRows(rows);
            int corrected = container.takeCorrections();
            if (corrected > 0) {
                corrections.accept(workload, corrected);
            }
        });
    }

    /** Instant of the last scrape of any container, milliseconds since 1970-01-01T00:00Z; 0 if there was none. */
    public long lastScrapeMs() {
        long last = containers.isEmpty() ? 0 : Long.MIN_VALUE;
        for (ContainerTracker container : containers.values()) {
            last = Math.max(last, container.lastScrapeMs());
        }
        return last;
    }

    /** Instant of the last scrape, or when the last fact was observed, milliseconds since 1970-01-01T00:00Z. */
    public long lastHeardMs() {
        long last = containers.isEmpty() ? 0 : Long.MIN_VALUE;
        for (ContainerTracker container : containers.values()) {
            last = Math.max(last, container.lastHeardMs());
        }
        return last;
    }

    /** Writes everything down. */
    public byte[] pack() {
        Packer out =
                new Packer().number(FORMAT).text(id.cluster()).text(id.node()).number(containers.size());
        containers.forEach((workload, container) -> {
            out.text(workload.namespace()).text(workload.daemonset()).text(workload.container());
            container.pack(out);
        });
        return out.toBytes();
    }

    /**
     * Reads what {@link #pack} wrote.
     *
     * @throws FormatException if another release with another format wrote it
     */
    public static NodeTracker unpack(byte[] bytes, SignalCatalog catalog, EngineSettings settings) {
        Unpacker in = new Unpacker(bytes).format("the state of a node", FORMAT);
        NodeId id = new NodeId(in.text(), in.text());
        NodeTracker node = new NodeTracker(id, catalog, settings);
        for (int i = in.count(); i > 0; i--) {
            Workload workload = new Workload(id.cluster(), in.text(), in.text(), in.text());
            node.container(workload).unpack(in);
        }
        return node;
    }
}
