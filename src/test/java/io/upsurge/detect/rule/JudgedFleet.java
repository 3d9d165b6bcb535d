package io.upsurge.detect.rule;

import io.upsurge.detect.Fleet;
import io.upsurge.detect.evidence.Background;
import io.upsurge.detect.evidence.ControlModel;
import io.upsurge.detect.evidence.NodeLedger;
import io.upsurge.detect.evidence.NodeWindow;
import io.upsurge.detect.evidence.RestartProfile;
import io.upsurge.detect.evidence.SequentialTest.Upgraded;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Nodes that call 12 times a minute, give or take, and a judge that watches some of them change. */
final class JudgedFleet {
    private static final double BASELINE = 0.2;
    private static final double WEIGHT = 1 / (BASELINE + 5 / 60.0);

    private final ControlModel model = new ControlModel(60_000);
    private final List<NodeLedger> ledgers = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(7);
    private final Judge judge;
    private final int nodes;
    private double baseline = BASELINE;
    private int minute;

    JudgedFleet(RuleSettings settings, int nodes) {
        this.judge = new Sequential(settings).start(Fleet.SIGNAL);
        this.nodes = nodes;
        for (int i = 0; i < nodes; i++) {
            ledgers.add(new NodeLedger());
        }
    }

    /** From here on the baselines are zero. */
    JudgedFleet withoutBaseline() {
        baseline = 0;
        return this;
    }

    /** An hour without a change. */
    JudgedFleet settled() {
        for (int i = 0; i < 60; i++) {
            minute++;
            model.learn(windows(0, nodes, 1), 1);
        }
        return this;
    }

    /**
     * A minute.
     *
     * @param upgraded how many nodes have been upgraded
     * @param factor how many times they call
     * @param load how many times everybody calls
     * @param lastUpgrade minute of the last upgrade
     */
    Assessment minute(int upgraded, double factor, double load, int lastUpgrade) {
        minute++;
        List<NodeWindow> treated = windows(0, upgraded, factor * load);
        List<NodeWindow> controls = windows(upgraded, nodes, load);
        boolean live = controls.size() >= 3;
        double index = live ? load : 1;
        if (live && baseline > 0) {
            model.learn(controls, index);
        }
        Background background = model.background(index, live);
        List<Upgraded> all = treated.stream()
                .map(node -> new Upgraded(node.weight(), node.baselineRate(), node.ledger()))
                .toList();
        return judge.assess(new CandidateWindow(
                new Window(minute * 60_000L - 60_000, minute * 60_000L),
                background,
                new RestartProfile(),
                treated,
                List.of(),
                controls,
                all,
                nodes,
                nodes * baseline,
                lastUpgrade * 60_000L,
                1));
    }

    int now() {
        return minute;
    }

    /** The last of some minutes. */
    Assessment minutes(int count, int upgraded, double factor, double load) {
        int since = minute;
        Assessment last = null;
        for (int i = 0; i < count; i++) {
            last = minute(upgraded, factor, load, since);
        }
        return last;
    }

    private List<NodeWindow> windows(int from, int to, double factor) {
        List<NodeWindow> windows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            double usual = baseline > 0 ? 12 : factor > 1 ? 3 : 0;
            double calls = baseline > 0
                    ? Math.max(0, Math.rint(usual * factor + 3 * Math.sqrt(factor) * random.nextGaussian()))
                    : usual;
            windows.add(new NodeWindow(
                    "n" + i,
                    calls,
                    60,
                    calls,
                    baseline,
                    baseline * 5_000,
                    0,
                    WEIGHT,
                    from == 0 ? 1 : 0,
                    Integer.MAX_VALUE,
                    "",
                    ledgers.get(i)));
        }
        return windows;
    }
}
