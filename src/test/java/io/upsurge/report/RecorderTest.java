package io.upsurge.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.Partial;
import io.upsurge.detect.node.Phase;
import io.upsurge.detect.rule.Assessment;
import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Workload;
import io.upsurge.replay.ReplayListener;
import io.upsurge.report.RecordedRun.KeyRun;
import io.upsurge.report.RecordedRun.NodeRun;
import io.upsurge.report.RecordedRun.Rates;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.ScenarioFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final Workload WORKLOAD = new Workload("production", "kube-system", "aws-node", "aws-node");
    private static final String CANDIDATE = "v1.16.3";
    private static final Heard HEARD = new Heard();
    private static RecordedRun run;

    /** Everything that the engine said. */
    private static final class Heard implements ReplayListener {
        final Map<String, Long> movedMs = new HashMap<>();
        final TreeMap<Long, VersionRate> rates = new TreeMap<>();
        final TreeMap<Long, Assessment> assessments = new TreeMap<>();
        final List<Anomaly> anomalies = new ArrayList<>();

        @Override
        public void fact(RolloutFact fact) {
            if (fact.version().id().equals(CANDIDATE)) {
                movedMs.putIfAbsent(fact.node(), fact.sinceMs());
            }
        }

        @Override
        public void rate(VersionRate rate) {
            if (isMetadata(rate.key()) && rate.version().equals(CANDIDATE)) {
                rates.put(rate.window().startMs(), rate);
            }
        }

        @Override
        public void assessed(SignalKey key, String version, long windowEndMs, Assessment assessment) {
            if (isMetadata(key)
                    && version.equals(CANDIDATE)
                    && assessment.certainty().isPresent()) {
                assessments.put(windowEndMs - 60_000, assessment);
            }
        }

        @Override
        public void anomaly(Anomaly anomaly) {
            anomalies.add(anomaly);
        }
    }

    private static boolean isMetadata(SignalKey key) {
        return key.signal().equals("imds-get-metadata");
    }

    @BeforeAll
    static void play() {
        Scenario scenario = new ScenarioFiles().load("cni-1.16.3");
        Played.play(scenario, HEARD);
        run = Played.recorded(scenario);
    }

    private static KeyRun metadata() {
        return run.keys().stream()
                .filter(key -> key.signal().equals("imds-get-metadata"))
                .findFirst()
                .orElseThrow();
    }

    private static int candidate() {
        return run.workloads().get(0).versions().stream()
                .map(RecordedRun.VersionRun::id)
                .toList()
                .indexOf(CANDIDATE);
    }

    @Test
    void shouldKeepTheRatesThatTheEngineSaid() {
        Rates kept = metadata().rates().stream()
                .filter(rates -> rates.version() == candidate())
                .findFirst()
                .orElseThrow();
        assertThat(kept.at()).hasSameSizeAs(HEARD.rates.keySet());
        for (int i = 0; i < kept.at().size(); i++) {
            VersionRate said = HEARD.rates.get(
                    run.range().fromMs() + kept.at().get(i) * run.range().stepMs());
            assertThat(kept.nodes().get(i)).isEqualTo(said.nodes());
            assertThat(kept.rate().get(i)).isEqualTo(Double.valueOf(said.rate().orElse(Double.NaN)));
            assertThat(kept.p90().get(i))
                    .isEqualTo(said.spread().map(VersionRate.Spread::p90).orElse(Double.NaN));
        }
    }

    @Test
    void shouldKeepHowTheCandidateStood() {
        RecordedRun.Judged kept = metadata().judged().get(0);
        int compared = 0;
        for (int i = 0; i < kept.at().size(); i++) {
            Assessment said = HEARD.assessments.get(
                    run.range().fromMs() + kept.at().get(i) * run.range().stepMs());
            if (said != null) {
                assertThat(kept.lower().get(i))
                        .isEqualTo(said.certainty().orElseThrow().lower());
                assertThat(kept.evidence().get(i))
                        .isCloseTo(said.certainty().orElseThrow().logEvidence() / Math.log(10), within(1e-9));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(HEARD.assessments.size()).isPositive();
    }

    @Test
    void shouldKeepWhenEachNodeMoved() {
        List<NodeRun> nodes = run.workloads().get(0).nodes();
        assertThat(nodes).hasSize(60).allSatisfy(node -> {
            assertThat(node.movedMs()).isEqualTo(HEARD.movedMs.get(node.name()));
            assertThat(node.stretches().get(0).get(2)).isZero();
            assertThat(node.stretches().stream().map(stretch -> stretch.get(2))).contains((long) candidate());
        });
        assertThat(nodes.stream().map(NodeRun::movedMs)).isSorted();
    }

    @Test
    void shouldCompareEveryNodeWithItsOwnPast() {
        RecordedRun.Pairs pairs = metadata().pairs().get(0);
        assertThat(pairs.node()).hasSize(60);
        for (int i = 0; i < 60; i++) {
            assertThat(pairs.after().get(i)).isGreaterThan(pairs.before().get(i));
        }
    }

    @Test
    void shouldTellTheAnomalyAndWhyOtherKeysHaveNone() {
        assertThat(HEARD.anomalies.stream().map(Anomaly::id).distinct()).hasSize(1);
        assertThat(run.found()).hasSize(1);
        assertThat(run.found().get(0).changes()).hasSameSizeAs(HEARD.anomalies);
        assertThat(run.headline().title()).contains("GetMetadata calls 2.");
        assertThat(run.keys()).allSatisfy(key -> {
            assertThat(key.outcome() == Outcome.FOUND).isEqualTo(key.signal().equals("imds-get-metadata"));
            assertThat(key.why()).endsWith(".");
        });
    }

    @Test
    void shouldThinALongRunToABoundedNumberOfPoints() {
        Recorder recorder = new Recorder(Played.DETECTOR);
        SignalKey key = new SignalKey(WORKLOAD, "imds-get-metadata", "{api=\"GetMetadata\"}");
        for (int i = 0; i < 5_000; i++) {
            long start = 1_700_000_040_000L + i * 60_000L;
            recorder.partial(new Partial(WORKLOAD, start + 60_000, 0, 0, 0, List.of(row("a"), row("b"))));
            recorder.rate(new VersionRate(
                    key,
                    io.upsurge.model.Signal.Kind.RATE,
                    new io.upsurge.model.Window(start, start + 60_000),
                    "v1",
                    java.util.Optional.empty(),
                    2,
                    0,
                    0,
                    i % 2 == 0 ? 120 : 240,
                    120,
                    java.util.Optional.empty(),
                    java.util.OptionalDouble.empty(),
                    java.util.Optional.empty(),
                    1,
                    0,
                    0));
        }
        RecordedRun thinned = recorder.run();
        Rates rates = thinned.keys().get(0).rates().get(0);
        assertThat(thinned.range().stepMs()).isEqualTo(8 * 60_000L);
        assertThat(rates.at()).hasSizeBetween(360, 721);
        assertThat(rates.rate().subList(1, rates.rate().size() - 1)).allMatch(rate -> rate == 1.5);
        assertThat(thinned.workloads().get(0).nodes().get(0).stretches()).hasSize(1);
    }

    @Test
    void shouldCountNodesBeyondThoseThatItHasRoomFor() {
        Recorder recorder = new Recorder(Played.DETECTOR);
        List<NodeRow> rows = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            rows.add(row(String.format(java.util.Locale.ROOT, "node-%05d", i)));
        }
        recorder.partial(new Partial(WORKLOAD, 1_700_000_040_000L, 0, 0, 0, rows));
        RecordedRun.WorkloadRun kept = recorder.run().workloads().get(0);
        assertThat(kept.nodes()).hasSize(5_000);
        assertThat(kept.furtherNodes()).isEqualTo(1_000);
        assertThat(kept.census().byVersion().get(0)).containsExactly(6_000);
    }

    private static NodeRow row(String node) {
        return new NodeRow(node, "v1", 0, 0, Phase.STEADY, 60_000, Map.of(), Map.of(), "");
    }
}
