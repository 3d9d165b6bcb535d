package io.upsurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.detect.Counters.Event;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Resolution;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.Scrape;
import io.upsurge.model.VersionRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismTest {
    private static final List<Object> SURGE = Fleet.rollout("c1", 20, 90, 40, 2.6);

    private static InMemoryEngine run(int partitions, List<Object> records) {
        InMemoryEngine engine = new InMemoryEngine(partitions, List.of(Fleet.SIGNAL));
        Fleet.feed(engine, records);
        return engine;
    }

    @Test
    void shouldFindASurge() {
        InMemoryEngine engine = run(4, SURGE);
        assertThat(engine.anomalies).isNotEmpty();
        Anomaly open = engine.anomalies.get(0);
        assertThat(open.state()).isEqualTo(Anomaly.State.OPEN);
        assertThat(open.fromVersion()).isEqualTo("A");
        assertThat(open.toVersion()).isEqualTo("B");
        assertThat(open.evidence().ratio().orElseThrow()).isBetween(2.3, 2.9);
        assertThat(engine.anomalies).extracting(Anomaly::id).containsOnly(open.id());
    }

    @Test
    void shouldCountEverySampleOfEveryNode() {
        InMemoryEngine engine = run(4, SURGE);
        long scrapes = SURGE.stream().filter(Scrape.class::isInstance).count();
        assertThat(engine.count(Event.COUNTED_SAMPLE)).isEqualTo((int) scrapes);
        assertThat(engine.count(Event.LATE_SAMPLE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void shouldSayTheSameForAnyNumberOfPartitions(int partitions) {
        assertThat(run(partitions, SURGE).answer()).isEqualTo(run(3, SURGE).answer());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldSayTheSameHoweverArrivalIsShuffledWithinTheGrace(long seed) {
        Random random = new Random(seed);
        record Arrival(long at, Object record) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (Object record : SURGE) {
            // The end of the stream comes last; heartbeats speak for what was written before them.
            long delay = record instanceof Heartbeat ? 39_000 : random.nextInt(39_000);
            arrivals.add(new Arrival(Fleet.timeOf(record) + delay, record));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        List<Object> shuffled = arrivals.stream().map(Arrival::record).toList();
        InMemoryEngine engine = run(4, shuffled);
        assertThat(engine.count(Event.LATE_SAMPLE)).isZero();
        assertThat(engine.answer()).isEqualTo(run(1, SURGE).answer());
    }

    @Test
    void shouldKeepTheClocksOfTwoClustersApart() {
        List<Object> other = Fleet.rollout("c2", 7, 90, 30, 1.0);
        record Arrival(long at, Object record) {}
        List<Arrival> arrivals = new ArrayList<>();
        SURGE.forEach(record -> arrivals.add(new Arrival(Fleet.timeOf(record), record)));
        other.forEach(record -> arrivals.add(new Arrival(Fleet.timeOf(record) + 20 * Fleet.MINUTE, record)));
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        InMemoryEngine both = run(4, arrivals.stream().map(Arrival::record).toList());

        List<String> apart = new ArrayList<>(List.of(run(1, SURGE).answer().split("\n")));
        apart.addAll(List.of(run(1, other).answer().split("\n")));
        assertThat(both.answer().split("\n")).containsExactlyInAnyOrderElementsOf(apart);
        assertThat(both.count(Event.LATE_SAMPLE)).isZero();
    }

    @Test
    void shouldResolveWhenTheVersionIsRolledBack() {
        List<Object> records = new ArrayList<>(SURGE);
        records.remove(records.size() - 1);
        long back = Fleet.START + 92 * Fleet.MINUTE;
        for (int i = 0; i < 20; i++) {
            records.add(Fleet.fact("c1", "n" + i, "A", "pod-c-" + i, back));
        }
        double[] calls = new double[20];
        for (long t = back; t < back + 20 * Fleet.MINUTE; t += 30_000) {
            for (int i = 0; i < 20; i++) {
                calls[i] += 5 + i % 3;
                records.add(Fleet.scrape("c1", "n" + i, t + 5_000 + i * 100L, "pod-c-" + i, calls[i]));
            }
        }
        records.add(new Heartbeat("c1", back + 25 * Fleet.MINUTE, true));
        InMemoryEngine engine = run(4, records);
        Anomaly last = engine.anomalies.get(engine.anomalies.size() - 1);
        assertThat(last.state()).isEqualTo(Anomaly.State.RESOLVED);
        assertThat(last.resolution()).contains(Resolution.ROLLED_BACK);
        assertThat(last.sequence()).isEqualTo(engine.anomalies.size());
    }

    @Test
    void shouldExpireAnAnomalyThatNobodyEndsAndNotOpenItAgain() {
        RuleSettings plain = RuleSettings.defaults();
        RuleSettings impatient = new RuleSettings(
                plain.mode(),
                plain.errorBudget(),
                plain.strict(),
                plain.windows(),
                plain.forWindows(),
                plain.minNodes(),
                plain.minCalls(),
                plain.resolveWindows(),
                15 * Fleet.MINUTE);
        InMemoryEngine engine = new InMemoryEngine(2, List.of(Fleet.SIGNAL), EngineSettings.defaults(), impatient);
        Fleet.feed(engine, Fleet.rollout("c1", 20, 120, 40, 2.6));
        assertThat(engine.anomalies.get(engine.anomalies.size() - 1).resolution())
                .contains(Resolution.EXPIRED);
        assertThat(engine.anomalies).extracting(Anomaly::episode).containsOnly(1);
    }

    @Test
    void shouldMakeAVersionTheBaselineThatHasRunForLongWithoutAnAnomaly() {
        EngineSettings plain = EngineSettings.defaults();
        EngineSettings hasty = new EngineSettings(
                plain.windowMs(),
                plain.graceMs(),
                plain.warmUpMs(),
                plain.maxGapMs(),
                plain.pendingMs(),
                plain.awaitResetMs(),
                plain.futureToleranceMs(),
                plain.nodeExpiryMs(),
                plain.maxSeriesPerContainer(),
                plain.maxKeysPerWorkload(),
                plain.baselineHalfLifeWindows(),
                30 * Fleet.MINUTE,
                plain.blindAfterMs());
        InMemoryEngine engine = new InMemoryEngine(2, List.of(Fleet.SIGNAL), hasty, RuleSettings.defaults());
        Fleet.feed(engine, Fleet.rollout("c1", 10, 120, 40, 1.0));
        List<VersionRate> ofB =
                engine.rates.stream().filter(rate -> rate.version().equals("B")).toList();
        assertThat(ofB.get(0).baselineVersion()).contains("A");
        assertThat(ofB.get(ofB.size() - 1).baselineVersion()).isEmpty();
    }

    @Test
    void shouldSayNothingOfACleanUpgrade() {
        assertThat(run(2, Fleet.rollout("c1", 20, 90, 40, 1.0)).anomalies).isEmpty();
    }
}
