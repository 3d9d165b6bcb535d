package io.upsurge.app.bench.detection;

import java.util.Locale;
import java.util.StringJoiner;

/** Puts a goal together from its parts: it is met if every part is, and not measured if some part is not and none missed. */
final class GoalParts {
    private final String id;
    private final String text;
    private final StringJoiner measured = new StringJoiner("; ");
    private boolean missed;
    private boolean unmeasured;

    GoalParts(String id, String text) {
        this.id = id;
        this.text = text;
    }

    /** The upper bound may be so much at most. */
    GoalParts atMost(String what, Proportion proportion, double limit) {
        return part(what, proportion, proportion.upper(), proportion.upper() <= limit, proportion.share() <= limit);
    }

    /** The lower bound must be so much at least. */
    GoalParts atLeast(String what, Proportion proportion, double limit) {
        return part(what, proportion, proportion.lower(), proportion.lower() >= limit, proportion.share() >= limit);
    }

    private GoalParts part(String what, Proportion proportion, double bound, boolean holds, boolean estimateHolds) {
        if (proportion.of() == 0) {
            return unmeasured(what);
        }
        missed |= !holds;
        measured.add(String.format(
                Locale.ROOT,
                "%s %d/%d (bound %.4f%s)",
                what,
                proportion.hits(),
                proportion.of(),
                bound,
                estimateHolds && !holds ? ", too few runs" : ""));
        return this;
    }

    /** A figure may be so much at most; NaN where there is none. */
    GoalParts figureAtMost(String what, double figure, double limit) {
        if (Double.isNaN(figure)) {
            return unmeasured(what);
        }
        missed |= figure > limit;
        measured.add(String.format(Locale.ROOT, "%s %.2f", what, figure));
        return this;
    }

    /** A figure must be so much at least; NaN where there is none. */
    GoalParts figureAtLeast(String what, double figure, double limit) {
        if (Double.isNaN(figure)) {
            return unmeasured(what);
        }
        missed |= figure < limit;
        measured.add(String.format(Locale.ROOT, "%s %.4f", what, figure));
        return this;
    }

    GoalParts unmeasured(String what) {
        unmeasured = true;
        measured.add(what + " not measured");
        return this;
    }

    Goal goal() {
        return new Goal(
                id,
                text,
                missed ? Goal.Outcome.MISSED : unmeasured ? Goal.Outcome.NOT_MEASURED : Goal.Outcome.MET,
                measured.toString());
    }
}
