package io.upsurge.app.bench.detection.rival;

import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.NodeStage;
import io.upsurge.detect.node.Partial;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/** All rivals, listening between the stages to one key. Each is asked until it has spoken once. */
public final class RivalPanel {
    private final FleetTrace fleet;
    private final List<Rival> silent;
    private final ObjLongConsumer<String> alarm;
    private final TreeMap<Long, List<NodeRow>> waiting = new TreeMap<>();

    /**
     * A panel.
     *
     * @param group the key
     * @param multiple from which factor on something should be said
     * @param alarm told the name of a rival that speaks, and the end of the window, milliseconds since 1970-01-01T00:00Z
     */
    public RivalPanel(GroupId group, double multiple, ObjLongConsumer<String> alarm) {
        this.fleet = new FleetTrace(group);
        this.silent = new ArrayList<>(all(multiple));
        this.alarm = alarm;
    }

    /** One of each. */
    static List<Rival> all(double multiple) {
        return List.of(
                new NaiveRatio(multiple),
                new OwnBaseline(multiple, 1),
                new OwnBaseline(multiple, 5),
                new PromOffset(multiple),
                new PromByVersion(multiple),
                new CanaryJudge("Kayenta-like", 0, false),
                new CanaryJudge("Kayenta-like, at least m", multiple, false),
                new CanaryJudge("Kayenta-like, hour before, at least m", multiple, true),
                new PoissonEvidence(),
                new PoissonCusum(multiple),
                new ChangePointTest());
    }

    /** Listens in on what goes to {@code next}, from the only source. */
    public NodeStage.Sink before(NodeStage.Sink next) {
        return new NodeStage.Sink() {
            @Override
            public void partial(Partial partial) {
                waiting.computeIfAbsent(partial.windowEndMs(), end -> new ArrayList<>())
                        .addAll(partial.rows());
                next.partial(partial);
            }

            @Override
            public void snapshot(Workload workload, long windowEndMs) {
                next.snapshot(workload, windowEndMs);
            }

            @Override
            public void mark(String cluster, long closedToMs) {
                while (!waiting.isEmpty() && waiting.firstKey() <= closedToMs) {
                    Map.Entry<Long, List<NodeRow>> window = waiting.pollFirstEntry();
                    close(window.getKey(), window.getValue());
                }
                next.mark(cluster, closedToMs);
            }
        };
    }

    private void close(long endMs, List<NodeRow> rows) {
        fleet.take(rows);
        boolean begun = fleet.anyUpgraded();
        silent.removeIf(rival -> {
            boolean alarms = rival.alarms(fleet) && begun;
            if (alarms) {
                alarm.accept(rival.name(), endMs);
            }
            return alarms;
        });
        fleet.learn();
    }
}
