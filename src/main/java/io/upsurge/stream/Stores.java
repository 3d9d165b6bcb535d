package io.upsurge.stream;

import io.upsurge.detect.fleet.ClusterMarks;
import io.upsurge.detect.fleet.KeyState;
import io.upsurge.detect.fleet.NodeHistory;
import io.upsurge.detect.fleet.WorkloadSight;
import io.upsurge.detect.node.ClusterClock;
import io.upsurge.detect.node.NodeTracker;
import io.upsurge.detect.node.Partial;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores of the topology, by name. */
final class Stores {
    /** Stage one: a {@link NodeTracker} per cluster and node. */
    static final String NODES = "nodes";
    /** Stage one: a {@link ClusterClock} per cluster. */
    static final String CLOCKS = "clocks";
    /** Stage two: {@link ClusterMarks} per cluster. */
    static final String MARKS = "marks";
    /** Stage two: rows of open windows. */
    static final String PARTIALS = "partials";
    /** Stage two: a {@link NodeHistory} per workload and node. */
    static final String HISTORIES = "histories";
    /** Stage two: a {@link KeyState} per workload, signal and group. */
    static final String KEYS = "keys";
    /** Stage two: a {@link WorkloadSight} per workload. */
    static final String SIGHTS = "sights";

    /** All of them, in the order of the stages. */
    static final List<String> NAMES = List.of(NODES, CLOCKS, MARKS, PARTIALS, HISTORIES, KEYS, SIGHTS);

    private Stores() {}

    static Set<StoreBuilder<?>> ofNodes(TopologySettings settings) {
        SignalCatalog catalog = new SignalCatalog(settings.signals());
        return inOrder(
                new WriteBehindStoreBuilder<>(
                        NODES,
                        new Codec<>(NodeTracker::pack, bytes -> NodeTracker.unpack(bytes, catalog, settings.engine())),
                        settings.rocksDb()),
                new WriteBehindStoreBuilder<>(CLOCKS, new Codec<>(ClusterClock::pack, ClusterClock::unpack), false));
    }

    static Set<StoreBuilder<?>> ofFleet(TopologySettings settings) {
        SignalCatalog catalog = new SignalCatalog(settings.signals());
        return inOrder(
                new WriteBehindStoreBuilder<>(MARKS, new Codec<>(ClusterMarks::pack, ClusterMarks::unpack), false),
                new WriteBehindStoreBuilder<>(PARTIALS, new Codec<>(Stores::pack, Stores::unpack), false),
                new WriteBehindStoreBuilder<>(
                        HISTORIES, new Codec<>(NodeHistory::pack, NodeHistory::unpack), settings.rocksDb()),
                new WriteBehindStoreBuilder<>(
                        KEYS,
                        new Codec<>(KeyState::pack, bytes -> KeyState.unpack(bytes, catalog, settings.rule())),
                        false),
                new WriteBehindStoreBuilder<>(SIGHTS, new Codec<>(WorkloadSight::pack, WorkloadSight::unpack), false));
    }

    private static Set<StoreBuilder<?>> inOrder(StoreBuilder<?>... builders) {
        return new LinkedHashSet<>(List.of(builders));
    }

    private static byte[] pack(Partial partial) {
        Packer out = new Packer();
        partial.pack(out);
        return out.toBytes();
    }

    private static Partial unpack(byte[] bytes) {
        return Partial.unpack(new Unpacker(bytes), UnaryOperator.identity());
    }
}
