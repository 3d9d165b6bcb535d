package io.upsurge.app.bench.detection;

import io.upsurge.app.bench.detection.fleet.Effect;
import io.upsurge.app.bench.detection.fleet.FleetPlan;

/**
 * One kind of roll-out, run many times.
 *
 * @param name unique name; part of the seeds
 * @param family the question it belongs to
 * @param stream name of its random numbers: cells that share one see the same fleets
 * @param plan the roll-out
 * @param rivals whether the rivals see it too
 * @param runs number of runs, at least 1
 */
record Cell(String name, Family family, String stream, FleetPlan plan, boolean rivals, int runs) {

    /** What a detector should do. */
    enum Kind {
        /** Nothing may be said: no call became more frequent. */
        CLEAN,
        /** Something is there, but less than the multiple: neither right nor wrong to say so. */
        SMALL,
        /** Something comes and goes by itself: neither right nor wrong to say so. */
        TRANSIENT,
        /** Must be said. */
        BAD
    }

    /** Checks that the rivals are asked of one key alone. */
    Cell {
        if (rivals && plan.keys() > 1) {
            throw new IllegalArgumentException(name + ": rivals see one key");
        }
    }

    static Cell of(Family family, String name, FleetPlan plan) {
        return new Cell(name, family, name, plan, false, 1);
    }

    Cell withRivals() {
        return new Cell(name, family, stream, plan, true, runs);
    }

    Cell runs(int number) {
        return new Cell(name, family, stream, plan, rivals, Math.max(1, number));
    }

    /** Sees the same fleets as every cell of that stream. */
    Cell stream(String name) {
        return new Cell(this.name, family, name, plan, rivals, runs);
    }

    Cell history(int minutes) {
        return new Cell(name, family, stream, plan.minutes(minutes, plan.watchedMinutes()), rivals, runs);
    }

    /** What a detector should do when an effect of this multiple matters. */
    Kind kind(double multiple) {
        Effect effect = plan.effect();
        if (effect.isNone() || effect.factor() < effect.before()) {
            return Kind.CLEAN;
        }
        if (!effect.isSurge()) {
            return Kind.TRANSIENT;
        }
        return effect.meanFactor() < multiple ? Kind.SMALL : Kind.BAD;
    }
}
