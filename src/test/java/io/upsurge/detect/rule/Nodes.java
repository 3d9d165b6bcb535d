package io.upsurge.detect.rule;

import io.upsurge.detect.evidence.Background;
import io.upsurge.detect.evidence.NodeLedger;
import io.upsurge.detect.evidence.NodeWindow;
import io.upsurge.detect.evidence.RestartProfile;
import io.upsurge.detect.evidence.SequentialTest.Upgraded;
import io.upsurge.model.Window;
import java.util.List;
import java.util.stream.IntStream;

/** Windows of nodes that all do the same. */
final class Nodes {
    private static final double WEIGHT = 4;

    private Nodes() {}

    static List<NodeWindow> of(
            int count, String prefix, double calls, double exposure, double baselineRate, double baselineCalls) {
        return IntStream.range(0, count)
                .mapToObj(i -> new NodeWindow(
                        prefix + i,
                        calls,
                        exposure,
                        calls,
                        baselineRate,
                        baselineCalls,
                        0,
                        WEIGHT,
                        1,
                        Integer.MAX_VALUE,
                        "",
                        new NodeLedger()))
                .toList();
    }

    static CandidateWindow window(
            int minute, double index, List<NodeWindow> treated, List<NodeWindow> controls, double fleetBaseline) {
        Background background = new Background(
                index,
                controls.size() >= 3,
                true,
                controls.size(),
                1,
                0.01,
                0.7,
                60,
                controls.size(),
                1e-4,
                0.003,
                0,
                1,
                60_000);
        return new CandidateWindow(
                new Window(minute * 60_000L, (minute + 1) * 60_000L),
                background,
                new RestartProfile(),
                treated,
                List.of(),
                controls,
                treated.stream()
                        .map(node -> new Upgraded(node.weight(), node.baselineRate(), node.ledger()))
                        .toList(),
                treated.size() + controls.size(),
                fleetBaseline,
                0,
                1);
    }
}
