package io.upsurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.detect.engine.Engine;
import io.upsurge.model.Anomaly;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import io.upsurge.model.SeriesSelector;
import io.upsurge.model.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What else was seen while the nodes were upgraded stands beside the numbers. */
class ConfoundersTest {
    private static final SeriesId INTERFACES = new SeriesId("awscni_eni_allocated", Map.of());
    private static final Signal SIGNAL = new Signal(
            Fleet.SIGNAL.id(),
            Fleet.SIGNAL.workload(),
            Fleet.SIGNAL.series(),
            Fleet.SIGNAL.groupBy(),
            Fleet.SIGNAL.kind(),
            Fleet.SIGNAL.multiple(),
            Fleet.SIGNAL.floor(),
            Fleet.SIGNAL.budgetPerSecond(),
            Optional.empty(),
            Optional.of(SeriesSelector.parse("awscni_eni_allocated")));

    /** Every node has two network interfaces; three of them have a third from their upgrade on. */
    private static List<Object> records() {
        List<Object> records = new ArrayList<>();
        for (Object record : Fleet.rollout("c1", 20, 60, 40, 2.6)) {
            if (record instanceof Scrape scrape) {
                boolean third = scrape.podUid().startsWith("pod-b")
                        && List.of("n0", "n1", "n2").contains(scrape.node());
                List<Point> points = new ArrayList<>(scrape.points());
                points.add(new Point(INTERFACES, third ? 3 : 2, false));
                records.add(new Scrape(
                        scrape.workload(), scrape.node(), scrape.timeMs(), scrape.podUid(), scrape.startMs(), points));
            } else {
                records.add(record);
            }
        }
        return records;
    }

    @Test
    void shouldTellOnHowManyNodesACovariateMoved() {
        InMemoryEngine engine = new InMemoryEngine(
                2, Engine.Detector.of(List.of(SIGNAL), EngineSettings.defaults(), RuleSettings.defaults()));
        Fleet.feed(engine, records());

        Anomaly last = engine.anomalies.get(engine.anomalies.size() - 1);
        assertThat(last.evidence().confounders()).containsEntry("awscni_eni_allocated changed", 3);
        assertThat(last.level()).isGreaterThanOrEqualTo(Anomaly.Level.CONFIRMED);
    }
}
