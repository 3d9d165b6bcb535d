package io.upsurge.detect.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.detect.Counters;
import io.upsurge.detect.Fleet;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.NodeId;
import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import io.upsurge.model.SeriesSelector;
import io.upsurge.model.Signal;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CovariatesTest {
    private static final String INTERFACES = "awscni_eni_allocated";
    private static final SignalCatalog CATALOG = new SignalCatalog(List.of(signal("one"), signal("two")));

    private NodeTracker node;

    private static Signal signal(String id) {
        Signal plain = Fleet.SIGNAL;
        return new Signal(
                id,
                plain.workload(),
                plain.series(),
                plain.groupBy(),
                plain.kind(),
                plain.multiple(),
                plain.floor(),
                plain.budgetPerSecond(),
                plain.per(),
                Optional.of(SeriesSelector.parse(INTERFACES)));
    }

    @BeforeEach
    void start() {
        node = new NodeTracker(new NodeId("c", "n"), CATALOG, EngineSettings.defaults());
    }

    private void scrape(int second, Point... more) {
        List<Point> points = new ArrayList<>(List.of(more));
        points.add(new Point(Fleet.GET_METADATA, 100 + second, false));
        node.add(
                new Scrape(Fleet.workload("c"), "n", Fleet.START + second * 1_000L, "", 0, points), Counters.ignored());
    }

    private static Point interfaces(double number, boolean stale) {
        return new Point(new SeriesId(INTERFACES, Map.of()), number, stale);
    }

    private List<NodeRow> close(int minute) {
        List<NodeRow> rows = new ArrayList<>();
        node.advance(Fleet.START + minute * Fleet.MINUTE, Counters.ignored());
        node.takeRows((workload, row) -> rows.add(row), (workload, count) -> {});
        return rows;
    }

    @Test
    void shouldTellTheLastValueInTheWindowOnceForAllSignals() {
        scrape(0, interfaces(3, false));
        scrape(45, interfaces(4, false));
        scrape(30, interfaces(9, false));
        close(0);
        assertThat(close(1)).singleElement().satisfies(row -> {
            assertThat(row.covariates()).containsExactly(Map.entry(INTERFACES, 4.0));
            assertThat(row.cells()).hasSize(2);
        });
    }

    @Test
    void shouldTellNothingWhereItWasNotScraped() {
        scrape(0, interfaces(3, false));
        scrape(30, interfaces(4, false));
        scrape(90);
        scrape(150, interfaces(Double.NaN, false));
        scrape(180, interfaces(5, true));
        close(0);
        assertThat(close(1).get(0).covariates()).isNotEmpty();
        assertThat(close(2).get(0).covariates()).isEmpty();
        assertThat(close(3).get(0).covariates()).isEmpty();
    }

    @Test
    void shouldNotTakeAFallingGaugeForARestart() {
        scrape(0, interfaces(9, false));
        scrape(30, interfaces(2, false));
        close(0);
        assertThat(close(1)).singleElement().satisfies(row -> {
            assertThat(row.exposureMs()).isEqualTo(30_000);
            assertThat(row.restartedMs()).isZero();
        });
    }

    @Test
    void shouldSurvivePackingOfNodesAndOfRows() {
        scrape(0);
        scrape(30, interfaces(4, false));
        scrape(60);
        close(0);
        node.advance(Fleet.START + 30_000, Counters.ignored());
        node = NodeTracker.unpack(node.pack(), CATALOG, EngineSettings.defaults());
        List<NodeRow> rows = close(1);
        assertThat(rows.get(0).covariates()).containsExactly(Map.entry(INTERFACES, 4.0));
        Partial partial = new Partial(Fleet.workload("c"), Fleet.START, 0, 0, 0, rows);
        Packer out = new Packer();
        partial.pack(out);
        assertThat(Partial.unpack(new Unpacker(out.toBytes()), UnaryOperator.identity()))
                .isEqualTo(partial);
    }
}
