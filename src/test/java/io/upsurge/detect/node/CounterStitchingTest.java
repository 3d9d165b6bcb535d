package io.upsurge.detect.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.detect.Counters;
import io.upsurge.detect.Fleet;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.NodeId;
import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CounterStitchingTest {
    private static final long T0 = Fleet.START;
    private static final SeriesId NOT_FOUND = new SeriesId(
            "awscni_aws_api_latency_ms_count", Map.of("api", "GetMetadata", "error", "true", "status", "404"));
    private static final GroupId GROUP = new GroupId("imds", "{api=\"GetMetadata\"}");

    private static NodeTracker tracker() {
        return new NodeTracker(
                new NodeId("c", "n"), new SignalCatalog(List.of(Fleet.SIGNAL)), EngineSettings.defaults());
    }

    private static Scrape scrape(long timeMs, String podUid, long startMs, Point... points) {
        return new Scrape(Fleet.workload("c"), "n", timeMs, podUid, startMs, List.of(points));
    }

    private static Point ok(double value) {
        return new Point(Fleet.GET_METADATA, value, false);
    }

    private static Point notFound(double value) {
        return new Point(NOT_FOUND, value, false);
    }

    private record Total(double calls, long exposureMs, double burst) {}

    private static Total run(List<Scrape> scrapes) {
        NodeTracker node = tracker();
        scrapes.forEach(scrape -> node.add(scrape, Counters.ignored()));
        return drain(node, T0 + 10 * 3_600_000L);
    }

    private static Total drain(NodeTracker node, long toMs) {
        node.advance(toMs, Counters.ignored());
        List<NodeRow> rows = new ArrayList<>();
        node.takeRows((workload, row) -> rows.add(row), (workload, count) -> {});
        double calls = 0;
        long exposureMs = 0;
        double burst = 0;
        for (NodeRow row : rows) {
            NodeRow.Cell cell = row.cells().getOrDefault(GROUP, NodeRow.Cell.NOTHING);
            calls += cell.calls();
            exposureMs += cell.exposureMs();
            burst += cell.burst();
        }
        return new Total(calls, exposureMs, burst);
    }

    @Property(tries = 300)
    void shouldSumToWhatTheCounterSaysInAnyOrderOfArrival(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 80) int scrapes) {
        Random random = new Random(seed);
        List<Scrape> history = new ArrayList<>();
        double value = random.nextInt(1_000);
        double expectedCalls = 0;
        long expectedExposureMs = 0;
        double expectedBurst = 0;
        long time = T0;
        String pod = "pod-0";
        boolean first = true;
        for (int i = 0; i < scrapes; i++) {
            long gap = 15_000L + random.nextInt(60_000);
            time += gap;
            boolean restart = !first && random.nextInt(8) == 0;
            double increase = random.nextInt(50);
            if (restart) {
                pod = "pod-" + i;
                // A fast counter may have passed its old value before it is seen again.
                value = random.nextInt(2_000);
                expectedBurst += value;
            } else {
                value += increase;
                if (!first) {
                    expectedCalls += increase;
                    expectedExposureMs += gap;
                }
            }
            first = false;
            history.add(scrape(time, pod, 0, ok(value)));
            if (random.nextInt(5) == 0) {
                history.add(scrape(time, pod, 0, ok(value)));
            }
        }
        Collections.shuffle(history, random);
        assertThat(run(history)).isEqualTo(new Total(expectedCalls, expectedExposureMs, expectedBurst));
    }

    @Property(tries = 100)
    void shouldForgetNothingWhenItIsPackedInBetween(
            @ForAll long seed, @ForAll @IntRange(min = 3, max = 40) int scrapes) {
        Random random = new Random(seed);
        NodeTracker whole = tracker();
        NodeTracker packed = tracker();
        double value = 0;
        for (int i = 0; i < scrapes; i++) {
            value = random.nextInt(10) == 0 ? random.nextInt(20) : value + random.nextInt(30) + random.nextDouble();
            Scrape scrape = scrape(T0 + i * 30_000L, "", 0, ok(value), notFound(i));
            whole.add(scrape, Counters.ignored());
            packed.add(scrape, Counters.ignored());
            if (random.nextBoolean()) {
                whole.advance(T0 + i * 30_000L - 40_000, Counters.ignored());
                packed.advance(T0 + i * 30_000L - 40_000, Counters.ignored());
            }
            packed = NodeTracker.unpack(
                    packed.pack(), new SignalCatalog(List.of(Fleet.SIGNAL)), EngineSettings.defaults());
        }
        long end = T0 + 3_600_000L;
        assertThat(drain(packed, end)).isEqualTo(drain(whole, end));
    }

    @Test
    void shouldNotCountTheStartUpBurst() {
        Total total = run(List.of(
                scrape(T0, "a", 0, ok(1_000)),
                scrape(T0 + 30_000, "a", 0, ok(1_010)),
                scrape(T0 + 60_000, "b", 0, ok(70)),
                scrape(T0 + 90_000, "b", 0, ok(75))));
        assertThat(total).isEqualTo(new Total(15, 60_000, 70));
    }

    @Test
    void shouldSeeARestartByTheFallOfTheCounterAlone() {
        Total total = run(List.of(
                scrape(T0, "", 0, ok(1_000)), scrape(T0 + 30_000, "", 0, ok(70)), scrape(T0 + 60_000, "", 0, ok(75))));
        assertThat(total).isEqualTo(new Total(5, 30_000, 70));
    }

    @Test
    void shouldNotTakeTwoReadersWithClocksApartForARestart() {
        Total total = run(List.of(
                scrape(T0, "a", 5_000, ok(100)),
                scrape(T0 + 30_000, "a", 5_000, ok(111)),
                scrape(T0 + 30_001, "a", 5_000, ok(110)),
                scrape(T0 + 60_000, "a", 5_000, ok(120))));
        assertThat(total).isEqualTo(new Total(20, 60_000, 0));
    }

    @Test
    void shouldCountTheFirstCallsOfALabelSetThatIsBornLate() {
        Total total = run(List.of(
                scrape(T0, "a", 0, ok(100)),
                scrape(T0 + 30_000, "a", 0, ok(105), notFound(3)),
                scrape(T0 + 60_000, "a", 0, ok(110), notFound(4))));
        assertThat(total).isEqualTo(new Total(14, 60_000, 0));
    }

    @Test
    void shouldNotTakeTheFirstValueOfASeriesForCallsWhenItsTargetWasNotReadBefore() {
        Total total = run(List.of(
                scrape(T0, "a", 0, ok(100)),
                scrape(T0 + 5_000, "a", 0, notFound(5_000)),
                scrape(T0 + 30_000, "a", 0, ok(110)),
                scrape(T0 + 35_000, "a", 0, notFound(5_001))));
        assertThat(total.calls()).isEqualTo(11);
    }

    @Test
    void shouldPutPiecesOfOneScrapeTogether() {
        Total pieces = run(List.of(
                scrape(T0 + 30_000, "a", 0, notFound(9)),
                scrape(T0, "a", 0, ok(100)),
                scrape(T0, "a", 0, notFound(7)),
                scrape(T0 + 30_000, "a", 0, ok(105))));
        assertThat(pieces).isEqualTo(new Total(7, 30_000, 0));
    }

    @Test
    void shouldCountOverAMissedScrapeWithItsWholeTime() {
        Total total = run(List.of(scrape(T0, "a", 0, ok(100)), scrape(T0 + 300_000, "a", 0, ok(150))));
        assertThat(total).isEqualTo(new Total(50, 300_000, 0));
    }

    @Test
    void shouldLeaveOutAGapThatIsTooLong() {
        Total total = run(List.of(
                scrape(T0, "a", 0, ok(100)),
                scrape(T0 + 31 * 60_000, "a", 0, ok(900)),
                scrape(T0 + 32 * 60_000, "a", 0, ok(910))));
        assertThat(total).isEqualTo(new Total(10, 60_000, 0));
    }

    @Test
    void shouldIgnoreStaleAndImpossibleValues() {
        Total total = run(List.of(
                scrape(T0, "a", 0, ok(100)),
                scrape(T0 + 30_000, "a", 0, new Point(Fleet.GET_METADATA, 0, true)),
                scrape(T0 + 60_000, "a", 0, ok(Double.POSITIVE_INFINITY)),
                scrape(T0 + 90_000, "a", 0, ok(130))));
        assertThat(total.calls()).isEqualTo(30);
    }
}
