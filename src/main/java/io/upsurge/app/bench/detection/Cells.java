package io.upsurge.app.bench.detection;

import io.upsurge.app.bench.detection.fleet.Effect;
import io.upsurge.app.bench.detection.fleet.FleetPlan;
import io.upsurge.app.bench.detection.fleet.Pace;
import io.upsurge.app.bench.detection.fleet.Regime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every cell: the families about the detector itself here, those about its surroundings in {@link HarderCells}. */
final class Cells {
    /** Clean roll-outs of 20 keys over the cells of F1 and F2 together. */
    private static final int CLEAN_RUNS = 10_000;

    static final int RUNS = 1_000;
    static final int KEYS = 20;
    static final int USUAL_NODES = 100;
    private static final double[] FACTORS = {1, 1.2, 1.5, 2, 3};

    private Cells() {}

    /** Every cell with its full number of runs. */
    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        noise(cells);
        shapes(cells);
        effects(cells);
        HarderCells.add(cells);
        return List.copyOf(cells);
    }

    /** Few runs of the cells of small fleets: a minute's work that touches everything. */
    static List<Cell> quick() {
        return all().stream()
                .filter(cell -> cell.plan().nodes() <= USUAL_NODES)
                .map(cell -> cell.runs(cell.plan().keys() > 1 ? 1 : cell.name().startsWith("F1 typical") ? 20 : 4))
                .toList();
    }

    private static void noise(List<Cell> cells) {
        for (Regime regime : Regime.values()) {
            String name = "F1 " + text(regime);
            FleetPlan plan = FleetPlan.of(USUAL_NODES).regime(regime);
            manyKeys(cells, Family.F1, name, plan);
            factors(cells, Family.F1, name, plan, RUNS);
        }
        for (int nodes : new int[] {10, 20, 500, 5_000}) {
            int runs = nodes > 1_000 ? 50 : nodes > USUAL_NODES ? 300 : RUNS;
            for (Pace pace : List.of(Pace.BACK_TO_BACK, Pace.FIVE_MINUTES)) {
                factors(
                        cells,
                        Family.F1,
                        "F1 N=" + nodes + ' ' + text(pace),
                        FleetPlan.of(nodes).pace(pace),
                        runs);
            }
        }
        for (int seconds : new int[] {15, 60}) {
            factors(
                    cells,
                    Family.F1,
                    "F1 scrape " + seconds + " s",
                    FleetPlan.of(USUAL_NODES).scrapeEvery(seconds),
                    RUNS / 2);
        }
    }

    private static void shapes(List<Cell> cells) {
        for (Pace pace : Pace.values()) {
            String name = "F2 " + text(pace);
            FleetPlan plan = FleetPlan.of(USUAL_NODES).pace(pace).zones(pace == Pace.ZONE_ORDER ? 0.1 : 0);
            manyKeys(cells, Family.F2, name, plan);
            if (pace != Pace.BACK_TO_BACK) {
                factors(cells, Family.F2, name, plan, RUNS);
            }
        }
        factors(cells, Family.F2, "F2 zone shocks", FleetPlan.of(USUAL_NODES).zones(0.1), RUNS);
    }

    private static void effects(List<Cell> cells) {
        FleetPlan plan = FleetPlan.of(USUAL_NODES);
        List<Effect> effects = List.of(
                Effect.onShare(0.25, 1.5),
                Effect.onShare(0.25, 2),
                Effect.onShare(0.05, 1.5),
                Effect.onShare(0.05, 2),
                Effect.times(1.5).after(6),
                Effect.times(2).after(6),
                Effect.times(1.5).after(20),
                Effect.times(2).after(20),
                Effect.times(3).after(20),
                Effect.times(2).over(30),
                Effect.times(2).fading(5),
                Effect.newCalls(0, 0.2),
                Effect.times(0.5));
        for (Effect effect : effects) {
            cells.add(Cell.of(Family.F3, "F3 " + effect.text(), plan.effect(effect))
                    .withRivals()
                    .runs(RUNS));
        }
        for (double factor : new double[] {1.5, 2, 3}) {
            Effect effect = Effect.times(factor);
            cells.add(Cell.of(
                            Family.F3,
                            "F3 " + effect.text() + " on one API of 20",
                            plan.keys(KEYS).effect(effect))
                    .runs(RUNS / 2));
        }
    }

    /** A clean cell with many keys: with all others of its kind it makes the ten thousand. */
    private static void manyKeys(List<Cell> cells, Family family, String name, FleetPlan plan) {
        int kinds = Regime.values().length + Pace.values().length;
        cells.add(Cell.of(family, name + " clean, 20 keys", plan.keys(KEYS)).runs((CLEAN_RUNS + kinds - 1) / kinds));
    }

    /** One key, clean and with effects of every size, beside the rivals. */
    static void factors(List<Cell> cells, Family family, String name, FleetPlan plan, int runs) {
        for (double factor : FACTORS) {
            Effect effect = Effect.times(factor);
            String suffix = effect.isNone() ? " clean" : ' ' + effect.text();
            cells.add(Cell.of(family, name + suffix, plan.effect(effect))
                    .withRivals()
                    .runs(runs));
        }
    }

    static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
