package io.upsurge.app.bench.detection.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which node restarts when, on which version, in one run. */
public final class Schedule {
    private final List<Move> moves;
    private final Map<Integer, List<Move>> byNode = new HashMap<>();
    private final int nodes;

    /**
     * A restart of a node.
     *
     * @param node number of the node
     * @param minutes when, minutes from the start of the roll-out; negative before
     * @param tag version it runs from then on; empty for the same as before
     */
    public record Move(int node, double minutes, String tag) {}

    Schedule(int nodes, List<Move> moves) {
        this.nodes = nodes;
        List<Move> sorted = new ArrayList<>(moves);
        sorted.sort(Comparator.comparingDouble(Move::minutes).thenComparingInt(Move::node));
        this.moves = List.copyOf(sorted);
        sorted.forEach(move ->
                byNode.computeIfAbsent(move.node(), n -> new ArrayList<>(2)).add(move));
    }

    /** The moves of one node, in the order of time. */
    List<Move> of(int node) {
        return byNode.getOrDefault(node, List.of());
    }

    /** When the first node ran the new version, minutes from the start of the roll-out. */
    public double firstMinutes() {
        return moves.stream()
                .filter(move -> move.tag().equals(Pace.NEW))
                .mapToDouble(Move::minutes)
                .min()
                .orElse(0);
    }

    /** When the last node ran the new version for the first time, minutes from the start of the roll-out. */
    public double lastMinutes() {
        return moves.stream()
                .filter(move -> move.tag().equals(Pace.NEW))
                .mapToDouble(Move::minutes)
                .max()
                .orElse(0);
    }

    /** When the first node went back to the old version, minutes from the start of the roll-out; NaN without a rollback. */
    public double backFirstMinutes() {
        return moves.stream()
                .filter(move -> move.tag().equals(Pace.OLD))
                .mapToDouble(Move::minutes)
                .min()
                .orElse(Double.NaN);
    }

    /** When the last node was back on the old version, minutes from the start of the roll-out; NaN without a rollback. */
    public double backMinutes() {
        return moves.stream()
                .filter(move -> move.tag().equals(Pace.OLD))
                .mapToDouble(Move::minutes)
                .max()
                .orElse(Double.NaN);
    }

    /** Share of the fleet that had run the new version by then, 0 to 1. */
    public double shareAt(double minutes) {
        long upgraded = moves.stream()
                .filter(move -> move.tag().equals(Pace.NEW) && move.minutes() <= minutes)
                .count();
        return (double) upgraded / nodes;
    }
}
