package io.upsurge.app.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.Anomaly;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Workload;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class AnomalyTextTest {
    private final AnomalyText text = new AnomalyText();

    @Test
    void shouldSayWhatThePersonOnCallNeeds() {
        assertThat(text.print(Anomalies.surge())).isEqualTo("""
                        UPDATED aws-node v1.16.3: GetMetadata calls 2.6x (41 of 43 upgraded nodes)
                          where    prod/kube-system/aws-node/aws-node, signal imds-calls{api="GetMetadata"}
                          change   v1.15.5 -> v1.16.3
                          rate     12 -> 31.2 calls/min per node, 2.6x
                          nodes    41 of 43 judged nodes above 2x; 46 of 401 upgraded, 355 on their baseline version; left out: 1 pending, 2 warming
                          top      ip-10-0-1-7 12 -> 84/min, ip-10-0-1-9 15 -> 66/min
                          roll-out 14.7 extra calls/s now; 208 calls/s once all 401 nodes are upgraded, above the budget of 200
                          since    2026-03-02T10:12:00Z; first upgrade 2026-03-02T10:01:30Z; this change 2026-03-02T10:20:00Z
                          state    updated, surge, suspected, change 3 of episode 1, 98% of the last window scraped
                          rule     2x over 5 windows, for 5 windows
                          id       6f1c""");
    }

    @Test
    void shouldSayWhyItIsOver() {
        assertThat(text.print(Anomalies.resolved()))
                .startsWith("RESOLVED aws-node v1.16.3: GetMetadata calls 2.6x (41 of 43 upgraded nodes)\n")
                .contains("\n  state    resolved (rolled back), surge, suspected, change 9 ")
                .doesNotContain("budget");
    }

    @Test
    void shouldGiveNoRatioWhereTheBaselineIsNearZero() {
        Anomaly anomaly =
                Anomalies.surge(new SignalKey(Anomalies.AWS_NODE, "imds-calls", ""), "v1.16.3", OptionalDouble.empty());

        assertThat(text.print(anomaly))
                .startsWith("UPDATED aws-node v1.16.3: imds-calls new calls, 31.2/min (41 of 43 upgraded nodes)\n")
                .contains("\n  rate     0 -> 31.2 calls/min per node, the baseline is near zero\n");
    }

    @Test
    void shouldCutLongNamesButNotTheNumbersOfATitle() {
        SignalKey key = new SignalKey(
                new Workload("prod", "kube-system", "a-daemonset-with-quite-a-long-name-indeed", "main"),
                "s",
                "{service=\"ec2\",api=\"DescribeNetworkInterfacesWithMuchDetail\"}");

        String title = AnomalyTitle.of(Anomalies.surge(key, "v1.16.3-eksbuild.2#5d8f7c", OptionalDouble.of(140.2)));

        assertThat(title)
                .hasSizeLessThan(80)
                .endsWith(" calls 140x (41 of 43 upgraded nodes)")
                .contains("..");
    }

    @Property(tries = 200)
    void shouldKeepHostileTextInItsLine(@ForAll @NotEmpty String version, @ForAll @NotEmpty String group) {
        Anomaly anomaly =
                Anomalies.surge(new SignalKey(Anomalies.AWS_NODE, "s", group), version, OptionalDouble.of(2.6));

        String printed = text.print(anomaly);

        assertThat(printed.split("\\R", -1)).hasSize(11);
        assertThat(printed.chars().filter(c -> c != '\n').anyMatch(Character::isISOControl))
                .isFalse();
        assertThat(AnomalyTitle.of(anomaly)).hasSizeLessThan(80);
    }
}
