package io.upsurge.app.bench.detection.fleet;

/** What else happens to the fleet around the roll-out, and must not be taken for the new version's doing. */
public enum Confounder {
    /** Nothing. */
    NONE,
    /** Load x1.8 from ten minutes before the roll-out. */
    STEP_BEFORE,
    /** Load x1.8 from minute 4 of the roll-out. */
    STEP_DURING,
    /** Load x1.8 from ten minutes after the last node of a back-to-back roll-out. */
    STEP_AFTER,
    /** Load rises evenly by 80 % in the hour from ten minutes before the roll-out. */
    DAY_RAMP,
    /** Nodes join the fleet on the new version (30 % of it), others leave it (30 %). */
    AUTOSCALING,
    /** A third of the nodes restarts once more, on the version it runs, at any time. */
    RESTARTS,
    /** Half of the nodes are not restarted but replaced by new nodes on the new version. */
    REPLACEMENT,
    /** The API answers nobody for five minutes from minute 6: a fifth of the calls; then 2.5 times as many for three. */
    OUTAGE;

    private static final double STEP = 1.8;

    /** Factor on the load of every node, that many minutes from the start of the roll-out. */
    double load(double minutes) {
        return switch (this) {
            case STEP_BEFORE -> minutes >= -10 ? STEP : 1;
            case STEP_DURING -> minutes >= 4 ? STEP : 1;
            case STEP_AFTER -> minutes >= 24 ? STEP : 1;
            case DAY_RAMP -> Math.pow(STEP, Math.min(1, Math.max(0, (minutes + 10) / 60)));
            case OUTAGE -> minutes < 6 || minutes >= 14 ? 1 : minutes < 11 ? 0.2 : 2.5;
            default -> 1;
        };
    }
}
