package io.upsurge.app.bench.detection;

import io.upsurge.app.bench.detection.fleet.Confounder;
import io.upsurge.app.bench.detection.fleet.Effect;
import io.upsurge.app.bench.detection.fleet.Fault;
import io.upsurge.app.bench.detection.fleet.FleetPlan;
import io.upsurge.app.bench.detection.fleet.Pace;
import io.upsurge.app.bench.detection.fleet.Regime;
import io.upsurge.model.Anomaly.Level;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Scores of many cells, for asking questions of some of them together. */
final class Scores {
    private final List<CellScore> all;

    Scores(List<CellScore> all) {
        this.all = List.copyOf(all);
    }

    List<CellScore> all() {
        return all;
    }

    Scores where(Predicate<Cell> wanted) {
        return new Scores(
                all.stream().filter(score -> wanted.test(score.cell())).toList());
    }

    Scores family(Family family) {
        return where(cell -> cell.family() == family);
    }

    Scores keys(int keys) {
        return where(cell -> cell.plan().keys() == keys);
    }

    Scores times(double factor) {
        return where(cell -> cell.plan().effect().equals(Effect.times(factor)));
    }

    /** Plain cells of a size: nothing else happens, nothing is wrong, scrapes every 30 s. */
    Scores plain(Predicate<Integer> nodes, Regime regime, Pace pace) {
        return where(cell -> {
            FleetPlan plan = cell.plan();
            return nodes.test(plan.nodes())
                    && plan.regime() == regime
                    && plan.pace() == pace
                    && plan.keys() == 1
                    && plan.confounder() == Confounder.NONE
                    && plan.fault() == Fault.NONE
                    && plan.zoneSpread() == 0
                    && plan.scrapeSeconds() == 30
                    && (cell.family() == Family.F1 || cell.family() == Family.F2);
        });
    }

    /** A proportion over all cells together. */
    Proportion pooled(Function<CellScore, Proportion> figure) {
        Proportion sum = new Proportion(0, 0);
        for (CellScore score : all) {
            sum = sum.plus(figure.apply(score));
        }
        return sum;
    }

    Proportion found(Level level) {
        return pooled(score -> score.at(level).found());
    }

    Proportion falseRuns(Level level) {
        return pooled(score -> score.at(level).falseRuns());
    }

    /** A figure of the only cell; NaN if there is none, the first if there are more. */
    double figure(Level level, Function<ContestantScore, Double> figure) {
        return all.isEmpty() ? Double.NaN : figure.apply(all.get(0).at(level));
    }
}
