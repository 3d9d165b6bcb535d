package io.upsurge.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchFleetTest {
    private static final BenchPlan PLAN = new BenchPlan(7, 5, 48, 1, 1, false, true, false, 1);
    private static final BenchPlan PIECES = new BenchPlan(7, 5, 48, 1, 1, false, true, true, 1);

    private static List<Object> records(BenchPlan plan) {
        List<Object> records = new ArrayList<>();
        new BenchFleet(plan).generate(new BenchFleet.Sink() {
            @Override
            public void sample(SampleRecord sample) {
                records.add(sample);
            }

            @Override
            public void fact(RolloutFact fact) {
                records.add(fact);
            }
        });
        return records;
    }

    @Test
    void shouldMakeTheSameRecordsEveryTimeAndAsManyAsThePlanSays() {
        assertThat(records(PLAN)).isEqualTo(records(PLAN));
        assertThat(records(PLAN)).filteredOn(SampleRecord.class::isInstance).hasSize((int) PLAN.records());
        assertThat(records(PIECES)).filteredOn(SampleRecord.class::isInstance).hasSize((int) PIECES.records());
    }

    @Test
    void shouldMoveEveryNodeInTheThirdQuarterAndEndTheStreamOnAWindow() {
        List<Object> records = records(PLAN);
        long startMs = ((Scrape) records.stream()
                        .filter(Scrape.class::isInstance)
                        .findFirst()
                        .orElseThrow())
                .timeMs();

        assertThat(records)
                .filteredOn(each ->
                        each instanceof RolloutFact fact && fact.version().tag().equals("v1.16.3"))
                .hasSize(PLAN.nodes())
                .allSatisfy(each ->
                        assertThat(((RolloutFact) each).sinceMs() - startMs).isBetween(23 * 30_000L, 36 * 30_000L));
        assertThat(records.get(records.size() - 1)).isEqualTo(new Heartbeat("bench", startMs + 24 * 60_000, true));
    }

    @Test
    void shouldNeverLetACounterFallWithoutARestart() {
        Map<String, Double> last = new HashMap<>();
        for (Object record : records(PLAN)) {
            if (record instanceof Scrape scrape) {
                for (Scrape.Point point : scrape.points()) {
                    SeriesId series = point.series();
                    Double before = last.put(scrape.podUid() + series, point.value());
                    assertThat(point.value()).isGreaterThan(before == null ? 0 : before);
                }
            }
        }
    }

    @Test
    void shouldBeCountedWholeByTheEngineWithOneSurge() {
        for (BenchPlan plan : List.of(PLAN, PIECES)) {
            EngineJob.Run run = new EngineJob(ConfigLoader.shipped(Map.of()), new BenchFleet(plan)).run();

            assertThat(run.findings().complete(plan))
                    .as(run.findings().text(plan))
                    .isTrue();
            assertThat(run.nodeStateBytes()).isPositive();
            assertThat(run.historyBytes()).isPositive();
        }
    }

    @Test
    void shouldSayWhichNumberOfAPlanIsWrong() {
        assertThatThrownBy(() -> new BenchPlan(0, 5, 48, 1, 1, false, true, false, 1))
                .hasMessage("nodes must be at least 1, not 0");
        assertThatThrownBy(() -> new BenchPlan(1, 501, 48, 1, 1, false, true, false, 1))
                .hasMessage("series must be 1 to 500, not 501");
        assertThatThrownBy(() -> new BenchPlan(1, 5, 39, 1, 1, false, true, false, 1))
                .hasMessage("scrapes must be at least 40, not 39");
    }
}
