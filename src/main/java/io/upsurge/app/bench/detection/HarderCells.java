package io.upsurge.app.bench.detection;

import io.upsurge.app.bench.detection.fleet.Confounder;
import io.upsurge.app.bench.detection.fleet.Effect;
import io.upsurge.app.bench.detection.fleet.Fault;
import io.upsurge.app.bench.detection.fleet.FleetPlan;
import io.upsurge.app.bench.detection.fleet.Pace;
import java.util.List;

/** The families of cells about what surrounds the detector: confounders, data faults, and incidents that happened. */
final class HarderCells {
    private static final double CALLS_PER_MINUTE = 12;

    private HarderCells() {}

    static void add(List<Cell> cells) {
        confounders(cells);
        faults(cells);
        replays(cells);
    }

    private static void confounders(List<Cell> cells) {
        for (Confounder confounder : Confounder.values()) {
            if (confounder == Confounder.NONE) {
                continue;
            }
            String name = "F4 " + Cells.text(confounder);
            FleetPlan plan = FleetPlan.of(Cells.USUAL_NODES).confounder(confounder);
            cells.add(Cell.of(Family.F4, name + " clean, 20 keys", plan.keys(Cells.KEYS))
                    .runs(Cells.RUNS));
            Cells.factors(cells, Family.F4, name, plan, Cells.RUNS / 2);
        }
    }

    private static void faults(List<Cell> cells) {
        for (double factor : new double[] {1, 1.5, 2}) {
            Effect effect = Effect.times(factor);
            String suffix = effect.isNone() ? " clean" : ' ' + effect.text();
            String stream = "F5 none" + suffix;
            for (Fault fault : Fault.values()) {
                FleetPlan plan = FleetPlan.of(Cells.USUAL_NODES).fault(fault).effect(effect);
                cells.add(Cell.of(Family.F5, "F5 " + Cells.text(fault) + suffix, plan).stream(stream)
                        .runs(Cells.RUNS / 2));
            }
        }
    }

    /** Rates are what the code of the agent says a node calls. */
    private static void replays(List<Cell> cells) {
        // amazon-vpc-cni-k8s 1.16.2 to 1.16.3, issue 2744: 2 to 3 times the calls of a reconcile loop.
        replay(cells, "CNI 1.16.3 GetMetadata", Effect.times(2.5));
        // 1.5 to 1.6, issue 887: one call a minute in place of one at start.
        replay(cells, "CNI 1.6 DescribeNetworkInterfaces", Effect.newCalls(0.002, 1 / CALLS_PER_MINUTE));
        // 1.22.1, issue 3719: security groups read every 30 s.
        replay(cells, "CNI 1.22.1 DescribeSecurityGroups", Effect.newCalls(0, 2 / CALLS_PER_MINUTE));
        // 1.9, issue 1636: answers that are errors, once per reconcile loop, on nodes with a certain set-up.
        replay(
                cells,
                "CNI 1.9 GetMetadata errors",
                Effect.newCalls(0, 1 / CALLS_PER_MINUTE).onNodes(0.5));
    }

    private static void replay(List<Cell> cells, String name, Effect effect) {
        for (Pace pace : List.of(Pace.BACK_TO_BACK, Pace.FIVE_MINUTES)) {
            cells.add(Cell.of(
                            Family.F6,
                            "F6 " + name + ", " + Cells.text(pace),
                            FleetPlan.of(Cells.USUAL_NODES).pace(pace).effect(effect))
                    .withRivals()
                    .runs(Cells.RUNS / 2));
        }
    }
}
