package io.upsurge.app.bench.detection.fleet;

import io.upsurge.app.bench.detection.fleet.Schedule.Move;
import java.util.ArrayList;
import java.util.List;

/** How the nodes are moved to the new version. A batch is a tenth of the nodes. */
public enum Pace {
    /** A batch every 90 s: what a DaemonSet does without {@code minReadySeconds}. */
    BACK_TO_BACK(1.5),
    /** A batch every 5 minutes. */
    FIVE_MINUTES(5),
    /** Three batches, half an hour of nothing, then the rest. */
    PAUSED(1.5),
    /** Two nodes, 20 minutes of nothing, then the rest. */
    CANARY(1.5),
    /** Half of the fleet, 10 minutes of nothing, then back to the old version. */
    ROLLBACK(1.5),
    /** The whole fleet, and from minute 40 a third version on top. */
    THIRD_VERSION(1.5),
    /** One zone after the other. */
    ZONE_ORDER(1.5);

    /** Id of the version before. */
    public static final String OLD = "v1";
    /** Id of the version that is rolled out. */
    public static final String NEW = "v2";
    /** Id of the version after that. */
    public static final String THIRD = "v3";

    private static final double BATCH_SHARE = 0.1;
    private static final double PAUSE_MINUTES = 30;
    private static final double CANARY_MINUTES = 20;
    private static final double BEFORE_ROLLBACK_MINUTES = 10;
    private static final double THIRD_MINUTES = 40;
    private static final int CANARIES = 2;
    private static final double JITTER_MINUTES = 0.3;

    private final double batchMinutes;

    Pace(double batchMinutes) {
        this.batchMinutes = batchMinutes;
    }

    /** The moves, in the order of time, minutes from the start of the roll-out; {@code order} is the order of the nodes. */
    List<Move> moves(int[] order, Noise noise) {
        List<Move> moves = new ArrayList<>();
        int batch = (int) Math.max(1, Math.round(order.length * BATCH_SHARE));
        switch (this) {
            case BACK_TO_BACK, FIVE_MINUTES, ZONE_ORDER -> batches(order, 0, order.length, batch, 0, NEW, noise, moves);
            case PAUSED -> {
                int first = Math.min(order.length, 3 * batch);
                double end = batches(order, 0, first, batch, 0, NEW, noise, moves);
                batches(order, first, order.length, batch, end + PAUSE_MINUTES, NEW, noise, moves);
            }
            case CANARY -> {
                int first = Math.min(order.length, CANARIES);
                batches(order, 0, first, first, 0, NEW, noise, moves);
                batches(order, first, order.length, batch, CANARY_MINUTES, NEW, noise, moves);
            }
            case ROLLBACK -> {
                int half = (order.length + 1) / 2;
                double end = batches(order, 0, half, batch, 0, NEW, noise, moves);
                batches(order, 0, half, batch, end + BEFORE_ROLLBACK_MINUTES, OLD, noise, moves);
            }
            case THIRD_VERSION -> {
                batches(order, 0, order.length, batch, 0, NEW, noise, moves);
                batches(order, 0, order.length, batch, THIRD_MINUTES, THIRD, noise, moves);
            }
        }
        return moves;
    }

    private double batches(
            int[] order, int from, int to, int batch, double startMinutes, String tag, Noise noise, List<Move> moves) {
        double minutes = startMinutes;
        for (int i = from; i < to; i++) {
            int number = (i - from) / batch;
            minutes = startMinutes + number * batchMinutes;
            moves.add(new Move(order[i], minutes + noise.uniform(0, JITTER_MINUTES), tag));
        }
        return minutes;
    }
}
