package io.upsurge.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Attribution;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.TopNode;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class AnomalyTextTest {
    private final Anomalies anomaly = new Anomalies();

    @Test
    void shouldSayWhatThePersonOnCallNeeds() {
        assertThat(AnomalyText.of(Anomalies.surge())).isEqualTo("""
                        UPDATED aws-node v1.16.3: GetMetadata calls 2.6x, at least 2.1x (41 of 43 nodes)
                          where    prod/kube-system/aws-node/aws-node, signal imds-calls{api="GetMetadata"}
                          change   v1.15.5 -> v1.16.3
                          calls    12 -> 31.2 calls/min per node, 2.6x over the last windows
                          sure     confirmed: evidence now 4,000 to 1, 20,000 to 1 confirms; a false confirmation in 1 in 1,000 roll-outs over 20 keys
                          bounds   2.6x since the upgrade, at least 2.1x, at most 3.2x
                          against  nodes that had not changed yet, at the same time
                          nodes    41 of 43 judged nodes above 2x; 46 of 401 upgraded, 355 on their baseline version; left out: 1 pending, 2 warming
                          top      ip-10-0-1-7 12 -> 84/min, ip-10-0-1-9 15 -> 66/min
                          roll-out 14.7 extra calls/s now; 208 calls/s once all 401 nodes are upgraded, above the budget of 200
                          since    2026-03-02T10:12:00Z; first upgrade 2026-03-02T10:01:30Z; this change 2026-03-02T10:20:00Z
                          also     seen in the same interval: awscni_eni_allocated changed on 3 nodes, control restarted on 1 node
                          not said a cause; what else came with the upgrade looks the same
                          state    updated, surge, confirmed, change 3 of episode 1, 98% of the last window scraped
                          rule     sequential: a ratio above 1.2 proven
                          id       6f1c, more by: upsurge explain 6f1c""");
    }

    @Test
    void shouldPromiseNothingForThePlainRule() {
        assertThat(AnomalyText.of(anomaly.plain().build()))
                .startsWith("UPDATED aws-node v1.16.3: GetMetadata calls 2.6x (41 of 43 nodes)\n")
                .contains("\n  sure     suspected: the plain rule holds, which has no error bound\n")
                .doesNotContain("bounds ", "also ");
    }

    @Test
    void shouldSayWhyItIsOver() {
        anomaly.state = Anomaly.State.RESOLVED;
        anomaly.resolution = Optional.of(Anomaly.Resolution.ROLLED_BACK);
        anomaly.budget = OptionalDouble.empty();

        assertThat(AnomalyText.of(anomaly.build()))
                .startsWith("RESOLVED aws-node v1.16.3: GetMetadata calls 2.6x, at least 2.1x (41 of 43 nodes)\n")
                .contains("\n  state    resolved (rolled back), surge, confirmed, change 3 ")
                .doesNotContain("budget");
    }

    @Test
    void shouldGiveNoRatioWhereTheBaselineIsNearZero() {
        anomaly.key = new SignalKey(Anomalies.AWS_NODE, "imds-calls", "");
        anomaly.verdict = Verdict.NEW_CALLS;
        anomaly.ratio = OptionalDouble.empty();
        anomaly.certainty = Optional.empty();
        anomaly.baselineRate = 0;

        assertThat(AnomalyText.of(anomaly.build()))
                .startsWith("UPDATED aws-node v1.16.3: imds-calls new calls, 31.2/min (41 of 43 nodes)\n")
                .contains("\n  calls    0 -> 31.2 calls/min per node, the baseline is near zero\n")
                .contains("\n  sure     confirmed: new here, and unchanged nodes have none\n");
    }

    @Test
    void shouldCallAMeanAMeanAndProjectNothing() {
        assertThat(AnomalyText.of(anomaly.mean().build()))
                .startsWith("UPDATED aws-node v1.16.3: imds-latency GetM.. mean 2.6x, at least 2.1x (41 of 43 nodes)\n")
                .contains("\n  mean     3.20 -> 17.6, mean in the unit of the metric, 5.5x over the last windows\n")
                .contains("\n  top      ip-10-0-1-7 3 -> 21\n")
                .doesNotContain("/min", "calls/s", "roll-out ");
    }

    @Test
    void shouldGiveASharePerCent() {
        anomaly.plain().kind = Kind.SHARE;
        anomaly.key = new SignalKey(Anomalies.AWS_NODE, "api-errors", "{api=\"GetMetadata\"}");
        anomaly.baselineRate = 0.01;
        anomaly.candidateRate = 0.031;
        anomaly.ratio = OptionalDouble.of(3.1);
        anomaly.top = List.of(new TopNode("n", 0.01, 0.25));

        assertThat(AnomalyText.of(anomaly.build()))
                .startsWith("UPDATED aws-node v1.16.3: api-errors GetMetadata share 3.1x (41 of 43 nodes)\n")
                .contains("\n  share    1% -> 3.10% of the calls, 3.1x over the last windows\n")
                .contains("\n  top      n 1% -> 25%\n");
    }

    @Test
    void shouldGiveTheBoundOfADecreaseOnItsOtherSide() {
        anomaly.verdict = Verdict.DECREASED;
        anomaly.ratio = OptionalDouble.of(0.4);
        anomaly.certainty = Optional.of(Anomalies.certainty(0.42, 0.31, 0.552));

        assertThat(AnomalyTitle.of(anomaly.build()))
                .isEqualTo("aws-node v1.16.3: GetMetadata calls 0.42x, at most 0.56x (43 nodes)");
    }

    @Test
    void shouldNotBlameTheVersionForWhatTheFleetDid() {
        anomaly.verdict = Verdict.FLEET_WIDE;
        anomaly.level = Level.SUSPECTED;
        anomaly.attribution = Optional.of(Attribution.FLEET_WIDE);
        anomaly.ratio = OptionalDouble.of(1);

        assertThat(AnomalyText.of(anomaly.build()))
                .startsWith("UPDATED aws-node v1.16.3: GetMetadata calls, whole fleet above 2x, not this version\n")
                .contains("\n  against  nodes that had not changed: they moved alike\n")
                .contains(
                        "\n  not said a cause; nodes that had not changed moved too, so it is not the upgrade alone\n");
    }

    @Test
    void shouldTellALateRiseAndOneThatPassed() {
        anomaly.verdict = Verdict.LATE_ONSET;
        assertThat(AnomalyTitle.of(anomaly.build()))
                .isEqualTo("aws-node v1.16.3: GetMetadata calls 2.6x, at least 2.1x, late (41 of 43 nodes)");
        anomaly.verdict = Verdict.TRANSIENT;
        anomaly.certainty = Optional.of(Anomalies.certainty(1.4, 0.9, 1.9));
        assertThat(AnomalyTitle.of(anomaly.build()))
                .isEqualTo("aws-node v1.16.3: GetMetadata calls 1.4x, passed (41 of 43 nodes)");
    }

    @Test
    void shouldSayThatAWorkloadCannotBeSeenWithoutNumbersOrVersions() {
        assertThat(AnomalyText.of(Anomalies.blind("samples"))).isEqualTo("""
                OPEN aws-node: blind, no samples
                  where    prod/kube-system/aws-node/aws-node
                  blind    no node of it is scraped, so that nothing can be judged
                  nodes    401 known
                  since    2026-03-02T10:12:00Z; this change 2026-03-02T10:12:00Z
                  not said that nothing is wrong; while it is blind, silence means nothing
                  state    open, blind, confirmed, change 1 of episode 1
                  rule     blind after 15 min without samples
                  id       6f1c, more by: upsurge explain 6f1c""");
        assertThat(AnomalyTitle.of(Anomalies.blind("rollouts"))).isEqualTo("aws-node: blind, no roll-out snapshots");
    }

    @Test
    void shouldCutLongNamesButNotTheNumbersOfATitle() {
        anomaly.key = new SignalKey(
                new Workload("prod", "kube-system", "a-daemonset-with-quite-a-long-name-indeed", "main"),
                "s",
                "{service=\"ec2\",api=\"DescribeNetworkInterfacesWithMuchDetail\"}");
        anomaly.toVersion = "v1.16.3-eksbuild.2#5d8f7c";
        anomaly.certainty = Optional.of(Anomalies.certainty(140.2, 111.9, 170));

        assertThat(AnomalyTitle.of(anomaly.build()))
                .hasSizeLessThan(80)
                .endsWith(" calls 140x, at least 111x (41 of 43 nodes)")
                .contains("..");
    }

    @Property(tries = 200)
    void shouldKeepHostileTextInItsLine(
            @ForAll @NotEmpty String version,
            @ForAll @NotEmpty String group,
            @ForAll @NotEmpty String name,
            @ForAll Verdict verdict,
            @ForAll Kind kind) {
        Anomalies hostile = new Anomalies();
        hostile.key = new SignalKey(Anomalies.AWS_NODE, "s", group);
        hostile.toVersion = version;
        hostile.verdict = verdict;
        hostile.kind = kind;
        hostile.rule = name;
        hostile.id = name;
        hostile.excluded = Map.of(name, 1);
        hostile.confounders = Map.of(name, 1);
        hostile.top = List.of(new TopNode(name, 1, 2));

        String printed = AnomalyText.of(hostile.build());

        assertThat(printed.split("\\R", -1)).hasSize(verdict == Verdict.BLIND ? 9 : kind == Kind.RATE ? 16 : 15);
        assertThat(printed.chars().filter(c -> c != '\n').anyMatch(Character::isISOControl))
                .isFalse();
        assertThat(AnomalyTitle.of(hostile.build())).hasSizeLessThan(80);
    }
}
