package io.upsurge.detect.fleet;

import io.upsurge.detect.evidence.Decayed;
import io.upsurge.detect.node.Phase;
import io.upsurge.detect.rule.CandidateWindow;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.model.Anomaly.Evidence;
import io.upsurge.model.Anomaly.TopNode;
import io.upsurge.model.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** The known nodes of a workload, seen from one candidate version of one key after one window. */
final class CandidateFleet {
    private static final int TOP_NODES = 5;

    private final GroupId group;
    private final Signal signal;
    private final CandidateWindow window;
    private final double completeness;
    private final VersionNodes nodes;

    /**
     * Looks at the fleet.
     *
     * @param group the group of the key
     * @param signal the signal
     * @param window what the last window said
     * @param completeness share of the last window covered by scrapes
     * @param nodes known nodes, and which of them have moved to the candidate
     */
    CandidateFleet(GroupId group, Signal signal, CandidateWindow window, double completeness, VersionNodes nodes) {
        this.group = group;
        this.signal = signal;
        this.window = window;
        this.completeness = completeness;
        this.nodes = nodes;
    }

    int onCandidate() {
        return nodes.upgraded().size();
    }

    int known() {
        return nodes.known().size();
    }

    /** Nodes on their baseline version. */
    int returned() {
        return nodes.returned();
    }

    /** Nodes on a third version. */
    int movedOn() {
        return nodes.movedOn();
    }

    /** Version most of the upgraded nodes learned their baseline on; empty without any. */
    String from() {
        return nodes.from();
    }

    /** When the first of the upgraded nodes moved, milliseconds since 1970-01-01T00:00Z. */
    long firstUpgradeAtMs() {
        return nodes.upgraded().stream()
                .mapToLong(NodeHistory::versionSinceMs)
                .min()
                .orElse(0);
    }

    /** When the last of the upgraded nodes moved, milliseconds since 1970-01-01T00:00Z. */
    long lastUpgradeAtMs() {
        return window.lastUpgradeMs();
    }

    CandidateWindow window() {
        return window;
    }

    Evidence evidence(double baselineRate, double candidateRate, OptionalDouble ratio, Optional<Certainty> certainty) {
        Set<String> judged = new HashSet<>();
        window.treated().forEach(node -> judged.add(node.node()));
        TreeMap<String, Integer> excluded = new TreeMap<>();
        List<TopNode> top = new ArrayList<>();
        int above = 0;
        for (NodeHistory node : nodes.upgraded()) {
            if (!judged.contains(node.node())) {
                excluded.merge(reason(node), 1, Integer::sum);
                continue;
            }
            double before = baselineOf(node).rate();
            double after = node.of(group, signal.kind()).candidate().rate();
            if (after > 0 && after >= signal.multiple() * before) {
                above++;
            }
            top.add(new TopNode(node.node(), before, after));
        }
        top.sort(Comparator.comparingDouble((TopNode node) -> node.baselineRate() - node.candidateRate())
                .thenComparing(TopNode::node));
        return new Evidence(
                baselineRate,
                candidateRate,
                ratio,
                judged.size(),
                above,
                window.controls().size(),
                nodes.upgraded().size(),
                nodes.known().size(),
                excluded,
                confounders(),
                signal.kind().hasBase()
                        ? 0
                        : (candidateRate - baselineRate) * nodes.upgraded().size(),
                projected(candidateRate, ratio),
                List.copyOf(top.subList(0, Math.min(TOP_NODES, top.size()))),
                completeness,
                certainty);
    }

    private Decayed baselineOf(NodeHistory node) {
        return node.of(group, signal.kind()).baseline();
    }

    /** What else was seen since the first of the nodes moved. */
    private Map<String, Integer> confounders() {
        TreeMap<String, Integer> seen = new TreeMap<>();
        long sinceMs = firstUpgradeAtMs();
        signal.covariate().ifPresent(covariate -> {
            String name = covariate.toString();
            nodes.upgraded().stream()
                    .filter(node -> node.covariateMoved(name))
                    .forEach(node -> seen.merge(name + " changed", 1, Integer::sum));
        });
        nodes.known().stream()
                .filter(node -> !node.upgraded() && node.versionSinceMs() < sinceMs && node.restartedMs() > sinceMs)
                .forEach(node -> seen.merge("control restarted", 1, Integer::sum));
        return seen;
    }

    private double projected(double candidateRate, OptionalDouble ratio) {
        if (signal.kind().hasBase()) {
            return 0;
        }
        if (ratio.isEmpty()) {
            return candidateRate * nodes.known().size();
        }
        double fleetBaseline = 0;
        for (NodeHistory node : nodes.known()) {
            fleetBaseline += baselineOf(node).rate();
        }
        return fleetBaseline * window.background().index() * ratio.getAsDouble();
    }

    private String reason(NodeHistory node) {
        if (node.lastSeenMs() < window.window().endMs()) {
            return "unobserved";
        }
        if (node.phase() == Phase.PENDING) {
            return "pending";
        }
        return baselineOf(node).exposure() > 0 ? "warming" : "no-baseline";
    }
}
