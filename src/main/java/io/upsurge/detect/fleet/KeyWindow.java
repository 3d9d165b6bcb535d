package io.upsurge.detect.fleet;

import io.upsurge.detect.evidence.Background;
import io.upsurge.detect.evidence.Decayed;
import io.upsurge.detect.evidence.NodeWindow;
import io.upsurge.detect.evidence.RestartProfile;
import io.upsurge.detect.evidence.SequentialTest.Upgraded;
import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.NodeRow.Cell;
import io.upsurge.detect.rule.CandidateWindow;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.Signal;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One key in one window: first what the nodes that have not changed teach of it, then how a candidate's nodes compare. Sums
 * run over nodes in the order of their names, so that they do not depend on how nodes are spread over partitions.
 */
final class KeyWindow {
    /** Windows a baseline must rest on before a node is judged by it. */
    private static final int MIN_BASELINE_WINDOWS = 5;
    /** Windows on the candidate after which a node is known on it too. */
    private static final int SETTLED_WINDOWS = 30;
    /** Of a mean or share, what a baseline must be taken of. */
    private static final double MIN_BASELINE_EVENTS = 20;

    private final int number;
    private final Signal signal;
    private final KeyState state;
    private final Window window;
    private final List<KnownNode> known;
    private final List<NodeWindow> controls;
    private final double minBaseline;
    private final Background background;

    /**
     * A key in a window; learns from the nodes that have not changed.
     *
     * @param number number of the key among those of the workload
     * @param signal its signal
     * @param state what is remembered of it; changed
     * @param window the window
     * @param known known nodes, in the order of their names
     * @param settings times and bounds
     */
    KeyWindow(
            int number, Signal signal, KeyState state, Window window, List<KnownNode> known, EngineSettings settings) {
        this.number = number;
        this.signal = signal;
        this.state = state;
        this.window = window;
        this.known = known;
        this.minBaseline = signal.kind().hasBase()
                ? MIN_BASELINE_EVENTS
                : MIN_BASELINE_WINDOWS * settings.windowMs() / 1000.0 * 0.9;
        this.controls = controls();
        this.background = learn();
    }

    private List<NodeWindow> controls() {
        List<NodeWindow> found = new ArrayList<>();
        for (KnownNode node : known) {
            if (!node.history().upgraded() && node.settled().isPresent()) {
                seen(node, node.settled().get()).ifPresent(found::add);
            }
        }
        return found;
    }

    private Background learn() {
        boolean live = FleetIndex.isLive(controls.size(), known.size());
        if (live) {
            double sum = 0;
            for (NodeWindow node : controls) {
                sum += node.baselineRate();
            }
            state.usualBaseline(sum / controls.size());
        }
        double quantum = signal.kind() == Kind.MEAN ? state.usualBaseline() : 1;
        double index = state.index().of(controls, known.size(), quantum);
        if (live) {
            state.controls().learn(controls, index);
        }
        if (!signal.kind().hasBase()) {
            learnRestarts(index);
        }
        return state.controls().background(index, live);
    }

    /** Restarts that changed no version teach what a restart brings. */
    private void learnRestarts(double index) {
        for (KnownNode node : known) {
            if (!node.history().upgraded() && node.history().restartedMs() > 0) {
                Optional<SeenRow> row = node.warming().isPresent() ? node.warming() : node.settled();
                // A settled row was seen as a control's before; most are too long after a restart to teach anything.
                if (row.isPresent()
                        && (node.warming().isPresent()
                                || RestartProfile.takes(age(row.get().row())))) {
                    seen(node, row.get()).filter(one -> one.age() >= 1).ifPresent(one -> state.profile()
                            .add(one.age(), one.residual(index), one.weight() * one.baselineRate()));
                }
            }
        }
    }

    Background background() {
        return background;
    }

    /**
     * What the window says of a candidate version.
     *
     * @param keys keys of the workload
     * @param fleetBaseline what {@link #fleetBaseline} says, which is the same for every candidate
     */
    CandidateWindow of(String version, int keys, double fleetBaseline) {
        List<NodeWindow> treated = new ArrayList<>();
        List<NodeWindow> warming = new ArrayList<>();
        List<Upgraded> upgraded = new ArrayList<>();
        long lastUpgradeMs = 0;
        for (KnownNode each : known) {
            NodeHistory node = each.history();
            if (node.upgraded() && node.version().equals(version)) {
                lastUpgradeMs = Math.max(lastUpgradeMs, node.versionSinceMs());
                GroupHistory history = each.of(number, signal.kind());
                if (history.baseline().exposure() >= minBaseline) {
                    upgraded.add(
                            new Upgraded(weight(history), history.baseline().rate(), history.ledger()));
                    each.settled().flatMap(row -> seen(each, row)).ifPresent(treated::add);
                    each.warming().flatMap(row -> seen(each, row)).ifPresent(warming::add);
                }
            }
        }
        return new CandidateWindow(
                window,
                background,
                state.profile(),
                treated,
                warming,
                controls,
                upgraded,
                known.size(),
                fleetBaseline,
                lastUpgradeMs,
                keys);
    }

    /** What is expected of all known nodes: calls per second; for a mean or share its mean over the nodes. */
    double fleetBaseline() {
        double sum = 0;
        int nodes = 0;
        for (KnownNode node : known) {
            Decayed baseline = node.of(number, signal.kind()).baseline();
            sum += baseline.rate();
            nodes += baseline.exposure() > 0 ? 1 : 0;
        }
        double total = signal.kind().hasBase() && nodes > 0 ? sum / nodes : sum;
        return total * background.index();
    }

    private double weight(GroupHistory history) {
        return Exposure.weight(signal.kind(), history.baseline().rate(), state.usualBaseline());
    }

    /** A node as the rules see it; empty where its group was not observed, or its baseline rests on too little. */
    private Optional<NodeWindow> seen(KnownNode known, SeenRow seen) {
        NodeRow row = seen.row();
        Cell cell = seen.cell(number);
        double exposure = Exposure.of(signal.kind(), row, cell);
        if (exposure <= 0) {
            return Optional.empty();
        }
        GroupHistory history = cell == null ? known.of(number, signal.kind()) : known.keep(number, signal.kind());
        if (history.baseline().exposure() < minBaseline) {
            return Optional.empty();
        }
        double calls = cell == null ? 0 : cell.calls();
        NodeHistory node = known.history();
        return Optional.of(new NodeWindow(
                node.node(),
                calls,
                exposure,
                signal.kind() == Kind.MEAN ? exposure : calls,
                history.baseline().rate(),
                history.baseline().calls(),
                history.candidate().exposure() >= SETTLED_WINDOWS * minBaseline / MIN_BASELINE_WINDOWS
                        ? history.candidate().rate()
                        : 0,
                weight(history),
                node.upgraded() ? node.versionSinceMs() : 0,
                age(row),
                node.zone(),
                history.ledger()));
    }

    private int age(NodeRow row) {
        if (row.restartedMs() <= 0) {
            return Integer.MAX_VALUE;
        }
        long length = window.lengthMs();
        long restartEnd = Window.holding(row.restartedMs(), length).endMs();
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, (window.endMs() - restartEnd) / length));
    }
}
