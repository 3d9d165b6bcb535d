package io.upsurge.detect.evidence;

import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Estimates the rate ratio of the upgraded nodes from their sums, and its variance under the null, learned from the
 * controls. Difference in differences: each node against its own baseline, the fleet's common movement taken out by the
 * index; the node is the unit of variance.
 *
 * <p>R = sum(u X) / sum(u M), X = Y without what a storm on a single node would add. The variance of ln R is
 *
 * <pre>
 *   sum_i (V1 Q_i + VA G_i^2 max(1, G_i / 30 windows)) S^2 / sum(u M)^2       of the upgraded nodes, S = sum(u M) / sum(u b G)
 * + (VA (c2 / c1)^2 + V1 / x c3 / c1^2) / mean(u b)^2                         of the index
 * + Z sum_z (share of upgraded in z - share of controls in z)^2               of zones
 * + f^2 d m                                                                   of m minutes without controls
 * </pre>
 *
 * with c1 = sum_w(g W), c2 = sum_w(g W / sqrt(k)), c3 = sum_w((g W)^2 / k), W the upgraded nodes' weighted expectation in
 * window w and k the controls in it; f is the share of weight without controls and d the index's drift per minute. Source:
 * delta method for a ratio of sums; variance from untreated units as in Hagemann 2018, <i>Placebo inference on treatment
 * effects when the number of clusters is small</i>.
 */
final class RatioArm {
    /** A node upgraded for longer than this may have drifted further: its slow variance grows with time. */
    private static final double DRIFTING_WINDOWS = 30;
    /** A node counts as at most this many times what it is expected to do, and some noise. */
    private static final double CAP = 2.5;

    private static final int MAX_ZONES = 64;

    private final double keptPerWindow;
    private final TreeMap<String, double[]> zones = new TreeMap<>();
    private double moved;
    private double slow;
    private double fast;
    private double withoutControls;
    private double minutesWithoutControls;
    private double ratio = 1;

    /** An arm in which a window's weight falls by {@code keptPerWindow} with each later one; 1 for never. */
    RatioArm(double keptPerWindow) {
        this.keptPerWindow = keptPerWindow;
    }

    /** A node of the candidate: its weight u, baseline b, smallest unit in which it calls, and sums. */
    record Member(double weight, double baselineRate, double quantum, NodeArm arm) {}

    /** Ratio of the last estimate; 1 before the first. */
    double ratio() {
        return ratio;
    }

    /**
     * Takes in what all upgraded nodes together were expected to do in a window.
     *
     * @param weight g, weight of the window
     * @param expectedByZone sum of u s b x of the upgraded nodes, by zone
     * @param controlsByZone sum of u b x of the controls, by zone
     * @param background of the window
     */
    void add(
            double weight,
            Map<String, Double> expectedByZone,
            Map<String, Double> controlsByZone,
            Background background) {
        moved *= keptPerWindow;
        slow *= keptPerWindow;
        fast *= keptPerWindow * keptPerWindow;
        withoutControls *= keptPerWindow;
        zones.values().forEach(sides -> {
            sides[0] *= keptPerWindow;
            sides[1] *= keptPerWindow;
        });
        double expected = sum(expectedByZone);
        int controls = Math.max(1, background.controls());
        moved += weight * expected;
        slow += weight * expected / Math.sqrt(controls);
        fast += weight * weight * expected * expected / controls;
        if (background.live()) {
            minutesWithoutControls = 0;
        } else {
            withoutControls += weight * expected;
            minutesWithoutControls += background.windowMs() / 60_000.0;
        }
        addZones(weight * expected, expectedByZone, 0);
        addZones(weight * expected, controlsByZone, 1);
    }

    private void addZones(double weight, Map<String, Double> byZone, int side) {
        double all = sum(byZone);
        byZone.forEach((zone, part) -> {
            if (all > 0 && (zones.containsKey(zone) || zones.size() < MAX_ZONES)) {
                zones.computeIfAbsent(zone, z -> new double[2])[side] += weight * part / all;
            }
        });
    }

    private static double sum(Map<String, Double> parts) {
        double sum = 0;
        for (double part : parts.values()) {
            sum += part;
        }
        return sum;
    }

    /** The estimate; empty while nothing was expected of any node. */
    Optional<Estimate> estimate(List<Member> members, Background background) {
        Optional<Estimate> estimate = estimateOf(members, background);
        estimate.ifPresent(found -> ratio = found.ratio());
        return estimate;
    }

    /** The estimate without the node that moves it most; empty where no other is left. */
    Optional<Estimate> withoutTop(List<Member> members, Background background) {
        Member top = null;
        double most = -1;
        for (Member member : members) {
            double influence = member.weight * Math.abs(capped(member) - member.arm.expected());
            if (influence > most) {
                most = influence;
                top = member;
            }
        }
        List<Member> rest = new ArrayList<>(members);
        rest.remove(top);
        return estimateOf(rest, background);
    }

    private Optional<Estimate> estimateOf(List<Member> members, Background background) {
        double calls = 0;
        double expected = 0;
        double unindexed = 0;
        double variance = 0;
        double longExposure = DRIFTING_WINDOWS * background.typicalExposure();
        for (Member member : members) {
            NodeArm arm = member.arm;
            calls += member.weight * capped(member);
            expected += member.weight * arm.expected();
            unindexed += member.weight * member.baselineRate * arm.exposure();
            double drifted = longExposure > 0 ? Math.max(1, arm.exposure() / longExposure) : 1;
            variance +=
                    background.fast() * arm.squared() + background.slow() * arm.exposure() * arm.exposure() * drifted;
        }
        if (expected <= 0 || moved <= 0 || unindexed <= 0 || variance <= 0) {
            return Optional.empty();
        }
        double scale = expected / unindexed;
        return Optional.of(new Estimate(
                calls / expected,
                variance * scale * scale / (expected * expected),
                ofIndex(background),
                background.zoneVariance() * zoneImbalance(),
                ofDrift(background)));
    }

    private double ofIndex(Background background) {
        double level = background.weightedBaseline() * background.weightedBaseline();
        double typical = Math.max(background.typicalExposure(), Double.MIN_NORMAL);
        return (background.slow() * (slow / moved) * (slow / moved)
                        + background.fast() / typical * fast / (moved * moved))
                / level;
    }

    private double zoneImbalance() {
        double imbalance = 0;
        for (double[] zone : zones.values()) {
            double away = (zone[0] - zone[1]) / moved;
            imbalance += away * away;
        }
        return imbalance;
    }

    private double ofDrift(Background background) {
        double share = withoutControls / moved;
        return share * share * background.driftPerMinute() * minutesWithoutControls;
    }

    private double capped(Member member) {
        double expected = member.arm.expected() * Math.max(1, ratio);
        double unit = member.quantum;
        return Math.min(member.arm.calls(), CAP * expected + 3 * Math.sqrt(2 * expected * unit) + 2 * unit);
    }

    void clear() {
        zones.clear();
        moved = 0;
        slow = 0;
        fast = 0;
        withoutControls = 0;
        minutesWithoutControls = 0;
        ratio = 1;
    }

    void pack(Packer out) {
        out.real(moved).real(slow).real(fast).real(withoutControls).real(minutesWithoutControls);
        out.real(ratio).number(zones.size());
        zones.forEach((zone, sides) -> out.text(zone).real(sides[0]).real(sides[1]));
    }

    void unpack(Unpacker in) {
        moved = in.real();
        slow = in.real();
        fast = in.real();
        withoutControls = in.real();
        minutesWithoutControls = in.real();
        ratio = in.real();
        for (int i = in.count(); i > 0; i--) {
            zones.put(in.text(), new double[] {in.real(), in.real()});
        }
    }
}
