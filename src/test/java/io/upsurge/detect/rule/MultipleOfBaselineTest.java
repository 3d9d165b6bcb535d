package io.upsurge.detect.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.detect.Fleet;
import io.upsurge.detect.evidence.NodeWindow;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.RuleSettings;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Windows of ten nodes at 60 s whose baseline is 0.2 calls a second each: 12 calls a window and node. */
class MultipleOfBaselineTest {
    private final MultipleOfBaseline rule = new MultipleOfBaseline(RuleSettings.defaults());
    private Judge judge = rule.start(Fleet.SIGNAL);
    private int minute;

    private Assessment window(double callsPerNode, double index, double baselineRate, double baselineCalls) {
        minute++;
        List<NodeWindow> nodes = Nodes.of(10, "n", callsPerNode, 60, baselineRate, baselineCalls);
        return judge.assess(Nodes.window(minute, index, nodes, List.of(), 10 * baselineRate));
    }

    private Assessment window(double callsPerNode) {
        return window(callsPerNode, 1, 0.2, 500);
    }

    private Assessment windows(int count, double callsPerNode) {
        return IntStream.range(0, count)
                .mapToObj(i -> window(callsPerNode))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    @Test
    void shouldHoldInTheFifthWindowInARowAboveTheMultiple() {
        assertThat(windows(4, 18).finding()).isEmpty();
        Assessment fifth = window(18);
        assertThat(fifth.finding()).isPresent();
        assertThat(fifth.finding().orElseThrow().verdict()).isEqualTo(Verdict.SURGE);
        assertThat(fifth.ratio().orElseThrow()).isEqualTo(1.5);
        assertThat(fifth.baselineRate()).isEqualTo(0.2);
        assertThat(fifth.candidateRate()).isEqualTo(0.3);
    }

    @Test
    void shouldNotHoldBelowTheMultiple() {
        assertThat(windows(60, 17).finding()).isEmpty();
    }

    @Test
    void shouldNotHoldWhenTheWholeFleetRose() {
        for (int i = 0; i < 60; i++) {
            assertThat(window(24, 2, 0.2, 500).finding()).isEmpty();
        }
    }

    @Test
    void shouldNotHoldBelowTheFloor() {
        // 0.12 calls/s against 0.06: twice the baseline, but 0.06 extra calls a second.
        for (int i = 0; i < 60; i++) {
            assertThat(window(0.72, 1, 0.006, 500).finding()).isEmpty();
        }
    }

    @Test
    void shouldSpeakOfNewCallsWhereTheBaselineIsNearZero() {
        Assessment last = null;
        for (int i = 0; i < 12; i++) {
            last = window(3, 1, 0, 0);
        }
        assertThat(last.finding()).isPresent();
        assertThat(last.finding().orElseThrow().verdict()).isEqualTo(Verdict.NEW_CALLS);
        assertThat(last.ratio()).isEmpty();
    }

    @Test
    void shouldClearAfterTenWindowsNearTheBaselineAndNotFlapAtTheMultiple() {
        windows(10, 30);
        assertThat(windows(30, 17).over()).as("1.4x is not over").isEmpty();
        // Five windows make the ratio; in the fourth of these it falls below 1.1.
        windows(3, 12);
        assertThat(windows(9, 12).over()).isEmpty();
        assertThat(window(12).over()).contains(Verdict.SURGE, Verdict.NEW_CALLS);
    }

    @Test
    void shouldGoOnWhereItWasPacked() {
        windows(4, 18);
        Packer out = new Packer();
        judge.pack(out);
        judge = rule.resume(Fleet.SIGNAL, new Unpacker(out.toBytes()));
        assertThat(window(18).finding()).isPresent();
    }

    @Test
    void shouldDescribeItself() {
        assertThat(rule.describe(Fleet.SIGNAL)).contains("at least 1.5x").contains("5 windows in a row");
    }
}
