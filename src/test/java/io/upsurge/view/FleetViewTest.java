package io.upsurge.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Version;
import io.upsurge.model.VersionRate;
import io.upsurge.report.Outcome;
import io.upsurge.report.RecordedRun;
import io.upsurge.report.RecordedRun.KeyRun;
import io.upsurge.report.RecordedRun.WorkloadRun;
import io.upsurge.report.RunJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FleetViewTest {
    private static final SignalKey METADATA = new SignalKey(Seen.AWS_NODE, "imds-get-metadata", "");
    private static Seen seen;

    @BeforeAll
    static void play() {
        seen = Seen.played("cni-1.16.3", 2 * 3_600_000L, window -> {});
    }

    @Test
    void shouldGiveBackEveryRateAsItWasTold() {
        List<VersionRate> told = seen.rates.stream()
                .filter(rate -> rate.key().signal().equals(METADATA.signal()))
                .toList();
        SignalKey key = told.get(0).key();
        assertThat(seen.view.rates(key, 0, Long.MAX_VALUE)).containsExactlyInAnyOrderElementsOf(told);
        assertThat(told)
                .anyMatch(rate ->
                        rate.standing().flatMap(VersionRate.Standing::bounds).isPresent());
    }

    @Test
    void shouldShowTheSameWhateverTheOrderInWhichTopicsAreRead() {
        FleetView other = new FleetView(Seen.DETECTOR, Seen.RETENTION);
        List<VersionRate> shuffled = new ArrayList<>(seen.rates);
        Collections.shuffle(shuffled, new Random(7));
        seen.anomalies.forEach(other::anomaly);
        shuffled.forEach(other::rate);
        shuffled.subList(0, 500).forEach(other::rate);
        seen.anomalies.forEach(other::anomaly);
        assertThat(json(other.overview("r", "c").open()))
                .isEqualTo(json(seen.view.overview("r", "c").open()));
        RecordedRun mine =
                other.run(Seen.AWS_NODE, 0, Long.MAX_VALUE, List.of()).orElseThrow();
        RecordedRun theirs =
                seen.view.run(Seen.AWS_NODE, 0, Long.MAX_VALUE, List.of()).orElseThrow();
        assertThat(json(mine.keys().get(0).rates()))
                .hasSameSizeAs(json(theirs.keys().get(0).rates()));
        assertThat(mine.found()).hasSameSizeAs(theirs.found());
    }

    private static String json(Object value) {
        return new String(RunJson.bytes(value), StandardCharsets.US_ASCII);
    }

    @Test
    void shouldShowARunAsTheReportDoes() {
        RecordedRun run =
                seen.view.run(Seen.AWS_NODE, 0, Long.MAX_VALUE, List.of()).orElseThrow();
        WorkloadRun workload = run.workloads().get(0);
        assertThat(workload.nodes()).hasSize(60);
        assertThat(workload.versions()).extracting(RecordedRun.VersionRun::id).containsExactly("v1.16.2", "v1.16.3");
        assertThat(workload.moves()).hasSize(1);
        assertThat(workload.moves().get(0).nodes()).isEqualTo(60);
        KeyRun key = run.keys().stream()
                .filter(k -> k.signal().equals("imds-get-metadata"))
                .findFirst()
                .orElseThrow();
        assertThat(key.outcome()).isEqualTo(Outcome.FOUND);
        assertThat(key.judged().get(0).lower()).anyMatch(lower -> lower > 1.4);
        assertThat(run.headline().title()).contains("GetMetadata");
        assertThat(json(run)).startsWith("{\"range\":{\"fromMs\":");
    }

    @Test
    void shouldShowWhatIsOpenAndWhatIsRolledOutAtAGlance() {
        Overview overview = seen.view.overview("1", "hash");
        assertThat(overview.open()).isNotEmpty().allSatisfy(open -> assertThat(open.daemonset())
                .isEqualTo("aws-node"));
        assertThat(overview.workloads().get(0).versions())
                .extracting(Overview.VersionNodes::id)
                .contains("v1.16.3");
        assertThat(overview.workloads().get(0).rollouts()).singleElement().satisfies(rollout -> {
            assertThat(rollout.from()).isEqualTo("v1.16.2");
            assertThat(rollout.to()).isEqualTo("v1.16.3");
            assertThat(rollout.verdict()).isEqualTo(GateVerdict.Answer.FAIL);
        });
        assertThat(overview.workloads().get(0).outcome()).isEqualTo(Outcome.FOUND);
    }

    @Test
    void shouldCountANodeOnceThoughItRestartsWithinAWindow() {
        List<Integer> nodes = new ArrayList<>();
        List<Integer> byVersion = new ArrayList<>();
        Seen.played("cni-1.16.3", 3 * 3_600_000L, playing -> playing.view.overview("1", "hash").workloads().stream()
                .filter(workload -> workload.throughMs() > 0)
                .forEach(workload -> {
                    nodes.add(workload.nodes());
                    byVersion.add(workload.versions().stream()
                            .mapToInt(Overview.VersionNodes::nodes)
                            .sum());
                }));
        assertThat(nodes).hasSizeGreaterThan(170);
        assertThat(nodes.subList(1, nodes.size()))
                .as("once every node was scraped twice")
                .containsOnly(60);
        assertThat(byVersion.subList(1, byVersion.size())).containsOnly(60);
    }

    @Test
    void shouldCountTheNodesThatAreSeenWhereFactsTellOfOneThatIsGone() {
        FleetView view = new FleetView(Seen.DETECTOR, Seen.RETENTION);
        view.fact(new RolloutFact(Seen.AWS_NODE, "gone", Version.ofTag("v1.16.2"), "", 1_000, 1_000, "file", ""));
        seen.facts.forEach(view::fact);
        seen.rates.stream()
                .filter(rate ->
                        rate.window().endMs() < seen.rates.get(0).window().endMs() + 3_600_000L)
                .forEach(view::rate);
        assertThat(view.overview("1", "hash").workloads()).singleElement().satisfies(workload -> {
            assertThat(workload.nodes()).isEqualTo(60);
            assertThat(workload.versions()).containsExactly(new Overview.VersionNodes("v1.16.2", 60));
        });
    }

    @Test
    void shouldForgetWhatIsOlderThanTheHistoryAndShortenItWhereThereIsNoRoom() {
        FleetView small = new FleetView(Seen.DETECTOR, new FleetView.Retention(3_600_000L, 1_000, 10));
        seen.rates.forEach(small::rate);
        long kept = small.keys(Seen.AWS_NODE).stream()
                .mapToLong(key -> small.rates(key, 0, Long.MAX_VALUE).size())
                .sum();
        assertThat(kept).isLessThanOrEqualTo(1_000).isPositive();
        assertThat(small.overview("", "").historyFromMs()).isGreaterThan(small.throughMs() - 3_600_000L);
    }
}
