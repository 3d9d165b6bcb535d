package io.upsurge.detect.evidence;

import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns a key's noise from nodes that have not changed. Everything that makes nodes differ from their baselines, lumps of
 * calls, churn, drift, errors of the baseline, enters through their residuals; no distribution is assumed.
 *
 * <p>V1 = mean of e^2 / x with e = u (y / s - x b), over controls and windows with a half-life of 30 windows. A node's rate
 * over the last windows F strays from b by V1 / (h x) + VA, h = 14.4 windows, so VA = mean of (u (F - b))^2 less that, at
 * least (0.05 mean(u b))^2. Source: method of moments for a one-way random-effects model.
 */
public final class ControlModel {
    private static final int HALF_LIFE_WINDOWS = 30;
    private static final double DECAY = Decayed.factor(HALF_LIFE_WINDOWS);
    private static final double LONG_DECAY = Decayed.factor(1_440);
    private static final double LEAST_SLOW = 0.05;
    private static final double LEAST_DRIFT_PER_MINUTE = 0.1 * 0.1 / 60;
    private static final int DRIFT_MINUTES = 15;
    private static final int SMOOTHED_WINDOWS = 5;
    /** An index that, smoothed, has moved by less than half within the last twenty minutes of controls is steady. */
    private static final double STEADY = Math.log(1.5);

    private static final double LEAST_PLACEBO = 0.003;
    private static final int LEAST_IN_ZONE = 3;

    private final long windowMs;
    private final int driftWindows;
    private final Decayed fast = new Decayed(0, 0);
    private final Decayed aboutBaseline = new Decayed(0, 0);
    private final Decayed weightedBaseline = new Decayed(0, 0);
    private final Decayed exposure = new Decayed(0, 0);
    private final Decayed nodes = new Decayed(0, 0);
    private final Decayed chiSquare = new Decayed(0, 0);
    private final Decayed drift = new Decayed(0, 0);
    private final Decayed betweenZones = new Decayed(0, 0);
    private final Decayed blocks = new Decayed(0, 0);
    private final Deque<Double> logIndexes = new ArrayDeque<>();
    private int lastControls;

    /**
     * Knows nothing yet.
     *
     * @param windowMs length of a window, milliseconds
     */
    public ControlModel(long windowMs) {
        this.windowMs = windowMs;
        this.driftWindows = (int) Math.max(1, DRIFT_MINUTES * 60_000L / windowMs);
    }

    /**
     * Learns from the controls of a window whose index is known.
     *
     * @param controls in the order of their names, at least two
     * @param index fleet index of the window
     */
    public void learn(List<NodeWindow> controls, double index) {
        double squares = 0;
        double slowSquares = 0;
        double baselines = 0;
        double exposures = 0;
        double chi = 0;
        int surging = 0;
        int finished = 0;
        for (NodeWindow node : controls) {
            double residual = node.residual(index);
            squares += residual * residual / node.exposure();
            double expected = node.expected(index);
            if (expected > 0) {
                chi += (node.calls() - expected) * (node.calls() - expected) / expected;
            }
            Block.Outcome outcome =
                    node.ledger().control(node.calls() / index, node.exposure(), node.baselineRate(), node.events());
            finished += outcome == Block.Outcome.UNFINISHED ? 0 : 1;
            surging += outcome == Block.Outcome.SURGING ? 1 : 0;
            double away = node.weight() * (node.ledger().fastRate(node.baselineRate()) - node.baselineRate());
            slowSquares += away * away;
            baselines += node.weight() * node.baselineRate();
            exposures += node.exposure();
        }
        int count = controls.size();
        fast.add(DECAY, squares, count - 1.0);
        aboutBaseline.add(DECAY, slowSquares, count - 1.0);
        chiSquare.add(DECAY, chi, count - 1.0);
        weightedBaseline.add(DECAY, baselines, count);
        exposure.add(DECAY, exposures, count);
        nodes.add(LONG_DECAY, count, 1);
        blocks.add(LONG_DECAY, surging, finished);
        lastControls = count;
        learnDrift(index);
        learnZones(controls);
    }

    private void learnDrift(double index) {
        logIndexes.addLast(Math.log(index));
        if (logIndexes.size() > driftWindows + SMOOTHED_WINDOWS) {
            logIndexes.removeFirst();
            double change = smoothed(logIndexes.descendingIterator()) - smoothed(logIndexes.iterator());
            drift.add(DECAY, change * change, 1);
        }
    }

    private static double smoothed(Iterator<Double> values) {
        double sum = 0;
        for (int i = 0; i < SMOOTHED_WINDOWS; i++) {
            sum += values.next();
        }
        return sum / SMOOTHED_WINDOWS;
    }

    private static final class Zone {
        int nodes;
        double now;
        double usual;
    }

    private void learnZones(List<NodeWindow> controls) {
        TreeMap<String, Zone> zones = new TreeMap<>();
        for (NodeWindow node : controls) {
            if (!node.zone().isEmpty()) {
                Zone zone = zones.computeIfAbsent(node.zone(), z -> new Zone());
                zone.nodes++;
                zone.now += node.weight() * node.ledger().fastRate(node.baselineRate());
                zone.usual += node.weight() * node.baselineRate();
            }
        }
        zones.values().removeIf(zone -> zone.nodes < LEAST_IN_ZONE || zone.now <= 0 || zone.usual <= 0);
        if (zones.size() < 2) {
            return;
        }
        double mean = 0;
        double sampling = 0;
        double level = weightedBaseline.rate();
        for (Zone zone : zones.values()) {
            mean += Math.log(zone.now / zone.usual) / zones.size();
            sampling += (slow() + fast.rate() / (NodeLedger.FAST_WINDOWS * exposure.rate()))
                    / (zone.nodes * level * level)
                    / zones.size();
        }
        double between = 0;
        for (Map.Entry<String, Zone> zone : zones.entrySet()) {
            double away = Math.log(zone.getValue().now / zone.getValue().usual) - mean;
            between += away * away / (zones.size() - 1);
        }
        betweenZones.add(DECAY, between - sampling, 1);
    }

    private double slow() {
        double level = LEAST_SLOW * weightedBaseline.rate();
        double ofNoise = exposure.rate() > 0 ? fast.rate() / (NodeLedger.FAST_WINDOWS * exposure.rate()) : 0;
        return Math.max(aboutBaseline.rate() - ofNoise, level * level);
    }

    /**
     * What is known now.
     *
     * @param index the fleet index
     * @param live whether it is of this window's controls
     */
    public Background background(double index, boolean live) {
        return new Background(
                index,
                live,
                isSteady(),
                lastControls,
                fast.rate(),
                slow(),
                weightedBaseline.rate(),
                exposure.rate(),
                nodes.rate(),
                Math.max(drift.rate() / DRIFT_MINUTES, LEAST_DRIFT_PER_MINUTE),
                Math.max(LEAST_PLACEBO, 1.5 * (blocks.calls() + 2) / (blocks.exposure() + 2)),
                Math.max(0, betweenZones.rate()),
                Math.max(1, chiSquare.rate()),
                windowMs);
    }

    private boolean isSteady() {
        List<Double> logs = List.copyOf(logIndexes);
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int from = 0; from + SMOOTHED_WINDOWS <= logs.size(); from++) {
            double smoothed = smoothed(logs.listIterator(from));
            lowest = Math.min(lowest, smoothed);
            highest = Math.max(highest, smoothed);
        }
        return highest - lowest <= STEADY;
    }

    private List<Decayed> sums() {
        return List.of(fast, aboutBaseline, weightedBaseline, exposure, nodes, chiSquare, drift, betweenZones, blocks);
    }

    /** Writes everything down. */
    public void pack(Packer out) {
        out.number(windowMs).number(lastControls);
        sums().forEach(sum -> sum.pack(out));
        out.number(logIndexes.size());
        logIndexes.forEach(out::real);
    }

    /** Reads what {@link #pack} wrote. */
    public static ControlModel unpack(Unpacker in) {
        ControlModel model = new ControlModel(in.number());
        model.lastControls = (int) in.number();
        for (Decayed sum : model.sums()) {
            sum.add(0, in.real(), in.real());
        }
        for (int i = in.count(); i > 0; i--) {
            model.logIndexes.addLast(in.real());
        }
        return model;
    }
}
