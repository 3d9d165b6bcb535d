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
import io.upsurge.model.SeriesSelector;
import io.upsurge.model.Signal;
import io.upsurge.model.Signal.Kind;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MeanAndShareTest {
    private static final long T0 = Fleet.START;
    private static final long STEP = 30_000;
    private static final String LATENCY = "awscni_aws_api_latency_ms";
    private static final GroupId MEAN = new GroupId("latency", "{api=\"GetMetadata\"}");
    private static final GroupId SHARE = new GroupId("errors", "{api=\"GetMetadata\"}");
    private static final GroupId RATE = new GroupId("imds", "{api=\"GetMetadata\"}");

    /** A rate, a mean and a share over the same series. */
    private static final List<Signal> SIGNALS = List.of(
            Fleet.SIGNAL,
            signal("latency", Kind.MEAN, LATENCY + "_sum", LATENCY + "_count"),
            signal("errors", Kind.SHARE, LATENCY + "_count{error=\"true\"}", LATENCY + "_count"));

    private static Signal signal(String id, Kind kind, String series, String per) {
        return new Signal(
                id,
                Fleet.SIGNAL.workload(),
                SeriesSelector.parse(series),
                List.of("api"),
                kind,
                1.5,
                0.1,
                OptionalDouble.empty(),
                Optional.of(SeriesSelector.parse(per)),
                Optional.empty());
    }

    private static Point point(String suffix, String error, double value) {
        return new Point(new SeriesId(LATENCY + suffix, Map.of("api", "GetMetadata", "error", error)), value, false);
    }

    private static Point sum(double ms) {
        return point("_sum", "false", ms);
    }

    private static Point count(double calls) {
        return point("_count", "false", calls);
    }

    private static Point failed(double calls) {
        return point("_count", "true", calls);
    }

    private static Scrape scrape(long step, String podUid, Point... points) {
        return new Scrape(Fleet.workload("c"), "n", T0 + step * STEP, podUid, 0, List.of(points));
    }

    private static NodeTracker tracker() {
        return new NodeTracker(new NodeId("c", "n"), new SignalCatalog(SIGNALS), EngineSettings.defaults());
    }

    private static List<NodeRow> rows(Scrape... scrapes) {
        NodeTracker node = tracker();
        List.of(scrapes).forEach(scrape -> node.add(scrape, Counters.ignored()));
        return drain(node);
    }

    private static List<NodeRow> drain(NodeTracker node) {
        node.advance(T0 + 100 * 3_600_000L, Counters.ignored());
        List<NodeRow> rows = new ArrayList<>();
        node.takeRows((workload, row) -> rows.add(row), (workload, count) -> {});
        return rows;
    }

    private static NodeRow.Cell cell(List<NodeRow> rows, GroupId group) {
        assertThat(rows).hasSize(1);
        return rows.get(0).cells().get(group);
    }

    @Test
    void shouldCountBothSidesOfAMeanOverTheSameScrapes() {
        List<NodeRow> rows = rows(
                scrape(0, "a", sum(500), count(100)),
                scrape(1, "a", sum(507.5), count(105)),
                scrape(3, "a", sum(520), count(110)));
        assertThat(cell(rows, MEAN)).isEqualTo(new NodeRow.Cell(20, 3 * STEP, 0, 10));
        assertThat(cell(rows, RATE)).isEqualTo(new NodeRow.Cell(10, 3 * STEP, 0, 0));
    }

    @Test
    void shouldCountAShareWithoutAFailedCallAsAShareOfZero() {
        List<NodeRow> rows = rows(scrape(0, "a", count(100)), scrape(1, "a", count(105)));
        assertThat(cell(rows, SHARE)).isEqualTo(new NodeRow.Cell(0, STEP, 0, 5));
    }

    @Test
    void shouldCountTheFirstFailedCallsOfAShareAndAlsoAmongAllCalls() {
        List<NodeRow> rows =
                rows(scrape(0, "a", count(100)), scrape(1, "a", count(105)), scrape(2, "a", failed(3), count(110)));
        assertThat(cell(rows, SHARE)).isEqualTo(new NodeRow.Cell(3, 2 * STEP, 0, 13));
    }

    @Test
    void shouldCountTheFirstCallsOfAGroupThatIsBornLate() {
        Point other = new Point(new SeriesId(LATENCY + "_count", Map.of("api", "Attach")), 7, false);
        List<NodeRow> rows = rows(scrape(0, "a", other), scrape(1, "a", sum(40), count(8), other));
        assertThat(cell(rows, MEAN)).isEqualTo(new NodeRow.Cell(40, STEP, 0, 8));
    }

    @Test
    void shouldCountNothingOfANumeratorThatNeverHasABase() {
        List<NodeRow> rows = rows(scrape(0, "a", sum(500)), scrape(1, "a", sum(600)));
        assertThat(rows).singleElement().satisfies(row -> assertThat(row.cells())
                .isEmpty());
    }

    @Test
    void shouldNotTakeAMissingSumForAMeanOfZero() {
        List<NodeRow> rows = rows(scrape(0, "a", count(100)), scrape(1, "a", count(105)));
        assertThat(cell(rows, MEAN)).isEqualTo(new NodeRow.Cell(0, STEP, 0, 0));
    }

    @Test
    void shouldKeepWhatASumRoseByUntilItsCountIsReadAgain() {
        NodeTracker node = tracker();
        node.add(scrape(0, "a", sum(500), count(100)), Counters.ignored());
        node.add(scrape(1, "a", sum(510)), Counters.ignored());
        node.advance(T0 + STEP, Counters.ignored());
        NodeTracker again = NodeTracker.unpack(node.pack(), new SignalCatalog(SIGNALS), EngineSettings.defaults());
        again.add(scrape(2, "a", sum(525), count(105)), Counters.ignored());
        assertThat(cell(drain(again), MEAN)).isEqualTo(new NodeRow.Cell(25, 2 * STEP, 0, 5));
    }

    @Test
    void shouldLeaveOutBothSidesOfARestartAndOfALongGap() {
        List<NodeRow> restarted = rows(
                scrape(0, "a", sum(500), count(100)),
                scrape(1, "b", sum(90), count(40)),
                scrape(2, "b", sum(95), count(45)));
        assertThat(cell(restarted, MEAN)).isEqualTo(new NodeRow.Cell(5, STEP, 0, 5));
        List<NodeRow> gap = rows(
                scrape(0, "a", sum(500), count(100)),
                scrape(1, "a", sum(600)),
                scrape(100, "a", sum(900), count(300)),
                scrape(101, "a", sum(905), count(305)));
        assertThat(cell(gap, MEAN)).isEqualTo(new NodeRow.Cell(5, STEP, 0, 5));
    }

    @Test
    void shouldNotCountASumOfADayInAMinuteWhenItComesBack() {
        List<Scrape> scrapes = new ArrayList<>();
        scrapes.add(scrape(0, "a", sum(0), count(0)));
        for (int i = 1; i < 100; i++) {
            scrapes.add(scrape(i, "a", count(i)));
        }
        scrapes.add(scrape(100, "a", sum(5_000), count(100)));
        scrapes.add(scrape(101, "a", sum(5_005), count(101)));
        List<NodeRow> rows = rows(scrapes.toArray(Scrape[]::new));
        assertThat(cell(rows, MEAN).calls()).isEqualTo(5);
    }

    @Property(tries = 200)
    void shouldNotDependOnArrivalNorOnPackingInBetween(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int scrapes) {
        Random random = new Random(seed);
        List<Scrape> history = new ArrayList<>();
        double ms = 0;
        double calls = 0;
        double failures = 0;
        for (int i = 0; i < scrapes; i++) {
            history.add(scrape(i, "a", sum(ms), count(calls), failed(failures)));
            if (random.nextInt(4) == 0) {
                history.add(scrape(i, "a", failed(failures), count(calls)));
            }
            if (i < scrapes - 1) {
                ms += random.nextDouble() * 20;
                calls += random.nextInt(9);
                failures += random.nextInt(3);
            }
        }
        List<NodeRow> inOrder = rows(history.toArray(Scrape[]::new));
        NodeTracker packed = tracker();
        Collections.shuffle(history, random);
        for (Scrape scrape : history) {
            packed.add(scrape, Counters.ignored());
            packed = NodeTracker.unpack(packed.pack(), new SignalCatalog(SIGNALS), EngineSettings.defaults());
        }
        assertThat(drain(packed)).isEqualTo(inOrder);
        assertThat(cell(inOrder, MEAN).calls()).isCloseTo(ms, Offset.offset(1e-6));
        assertThat(cell(inOrder, MEAN).base()).isEqualTo(calls + failures);
        assertThat(cell(inOrder, SHARE))
                .isEqualTo(new NodeRow.Cell(failures, (scrapes - 1) * STEP, 0, calls + failures));
    }

    @Test
    void shouldPackABaseAndSpendNothingOnARate() {
        NodeRow.Cell rate = new NodeRow.Cell(5, STEP, 0, 0);
        assertThat(packed(RATE, rate)).isEqualTo(packed(RATE, new NodeRow.Cell(5, STEP, 0, 3)) - 2);
        for (NodeRow.Cell cell : List.of(
                rate,
                new NodeRow.Cell(5.25, STEP, 0, 3),
                new NodeRow.Cell(0, 0, 7, 0),
                new NodeRow.Cell(1, 5, 7.5, 0.5))) {
            Partial partial = partial(MEAN, cell);
            Packer out = new Packer();
            partial.pack(out);
            assertThat(Partial.unpack(new Unpacker(out.toBytes()), UnaryOperator.identity()))
                    .isEqualTo(partial);
        }
    }

    private static int packed(GroupId group, NodeRow.Cell cell) {
        Packer out = new Packer();
        partial(group, cell).pack(out);
        return out.toBytes().length;
    }

    private static Partial partial(GroupId group, NodeRow.Cell cell) {
        NodeRow row = new NodeRow("n", "A", 1, 2, Phase.STEADY, STEP, Map.of(group, cell), Map.of(), "");
        return new Partial(Fleet.workload("c"), T0, 0, 0, 0, List.of(row));
    }
}
