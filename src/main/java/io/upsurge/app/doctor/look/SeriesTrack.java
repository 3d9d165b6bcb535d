package io.upsurge.app.doctor.look;

/** Where one series of one container stands. */
final class SeriesTrack {
    /** After how many scrapes a value that comes back speaks of two readers, and not of a new start. */
    private static final int SOON = 2;

    /** A new start falls to little; of two readers with clocks apart the later one is a little below the earlier. */
    private static final double LITTLE = 0.5;

    private double last;
    private double high;
    private int sinceFall = Integer.MAX_VALUE;
    private boolean restarted;

    SeriesTrack(double value) {
        last = value;
        high = value;
    }

    /** What a value says. */
    enum Step {
        SAME,
        ROSE,
        FELL,
        CAME_BACK
    }

    /** Takes the next value. */
    Step take(double value) {
        double before = last;
        last = value;
        if (restarted) {
            restarted = false;
            sinceFall = Integer.MAX_VALUE;
            return Step.ROSE;
        }
        if (value < before) {
            high = before;
            sinceFall = value > LITTLE * before ? 0 : Integer.MAX_VALUE;
            return Step.FELL;
        }
        if (sinceFall < SOON) {
            sinceFall++;
            if (value >= high) {
                sinceFall = Integer.MAX_VALUE;
                return Step.CAME_BACK;
            }
        }
        return value > before ? Step.ROSE : Step.SAME;
    }

    /** A new start: the next value is compared with nothing before. */
    void restart() {
        restarted = true;
    }
}
