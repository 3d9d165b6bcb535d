package io.upsurge.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FleetSimulatorTest {
    private static final String ROLLOUT = """
            events:
              - rollout: {at: 10m, from: v1, to: v2, wave: 10%, every: 60s}
            """;
    private static final String NOISY = ROLLOUT + "faults: {lost-scrapes: 5%, duplicates: 5%, shuffle: 20s}\n";

    private static Scenario noisy() {
        return ScenarioText.replacing("noise: none", "noise: hard\nday-night: 30%", NOISY);
    }

    @Test
    void shouldYieldTheSameRecordsForTheSameSeed() {
        assertThat(Run.of(noisy()).records()).isEqualTo(Run.of(noisy()).records());
    }

    @Test
    void shouldYieldOtherRecordsForAnotherSeed() {
        assertThat(Run.of(noisy().withSeed(43)).records())
                .isNotEqualTo(Run.of(noisy()).records());
    }

    @Test
    void shouldYieldRecordsInTheOrderOfArrivalAndNeverBeforeTheirTime() {
        long last = Long.MIN_VALUE;
        for (SimulatedRecord record : Run.of(noisy()).records()) {
            assertThat(record.arrivalMs()).isGreaterThanOrEqualTo(last);
            last = record.arrivalMs();
            if (record instanceof SimulatedRecord.Sample sample && sample.record() instanceof Scrape scrape) {
                assertThat(record.arrivalMs()).isBetween(scrape.timeMs(), scrape.timeMs() + 21_000);
            }
        }
    }

    @Test
    void shouldNeverLetCountersFallWithinALifeOfTheContainer() {
        for (List<Scrape> scrapes :
                Run.of(ScenarioText.with(ROLLOUT)).scrapesByNode().values()) {
            Map<SeriesId, Double> seen = new HashMap<>();
            String pod = "";
            for (Scrape scrape : scrapes) {
                if (!scrape.podUid().equals(pod)) {
                    seen.clear();
                    pod = scrape.podUid();
                }
                for (Scrape.Point point : scrape.points()) {
                    assertThat(point.value()).isGreaterThanOrEqualTo(seen.getOrDefault(point.series(), 0.0));
                    seen.put(point.series(), point.value());
                }
                assertThat(scrape.points()).hasSameSizeAs(seen.keySet());
            }
        }
    }

    @Test
    void shouldBringForthASeriesWithItsFirstCall() {
        Run run = Run.of(ScenarioText.with("events: [{restart: {at: 2m, wave: 100%}}]"));

        long nodesWithLateBirth = run.scrapesByNode().values().stream()
                .filter(scrapes -> {
                    Set<String> pods = scrapes.stream().map(Scrape::podUid).collect(Collectors.toSet());
                    assertThat(pods).hasSize(2);
                    List<Scrape> second = scrapes.stream()
                            .filter(scrape ->
                                    !scrape.podUid().equals(scrapes.get(0).podUid()))
                            .toList();
                    return !describes(second.get(0)) && describes(second.get(second.size() - 1));
                })
                .count();

        assertThat(nodesWithLateBirth).isGreaterThan(15);
    }

    private static boolean describes(Scrape scrape) {
        return scrape.points().stream()
                .anyMatch(point -> point.series().label("api").equals("DescribeNetworkInterfaces"));
    }

    @Test
    void shouldStartCountersAnewWithThePodAndTellItsStart() {
        Run run = Run.of(ScenarioText.with(ROLLOUT));
        Map<String, List<RolloutFact>> facts = run.factsByNode();

        run.scrapesByNode().forEach((node, scrapes) -> {
            RolloutFact upgrade = facts.get(node).get(1);
            Scrape before = last(scrapes.stream()
                    .filter(scrape -> scrape.timeMs() < upgrade.sinceMs())
                    .toList());
            Scrape after = scrapes.stream()
                    .filter(scrape -> scrape.timeMs() > upgrade.sinceMs())
                    .findFirst()
                    .orElseThrow();
            assertThat(after.podUid()).isEqualTo(upgrade.podUid()).isNotEqualTo(before.podUid());
            assertThat(after.startMs()).isBetween(upgrade.sinceMs(), upgrade.sinceMs() + 1_000);
            assertThat(metadata(after)).isLessThan(metadata(before)).isGreaterThanOrEqualTo(45);
            assertThat(after.timeMs() - before.timeMs()).isBetween(30_000L, 4 * 30_000L);
        });
    }

    @Test
    void shouldTellNeitherPodNorStartWithoutIdentity() {
        Run run = Run.of(ScenarioText.with("identity: none\n" + ROLLOUT));

        assertThat(run.scrapes()).allMatch(scrape -> scrape.podUid().isEmpty() && scrape.startMs() == 0);
        assertThat(run.facts()).allMatch(fact -> fact.podUid().isEmpty());
    }

    @Test
    void shouldTellTheVersionOfEveryNodeAtTheStart() {
        Run run = Run.of(ScenarioText.with(ROLLOUT));

        run.factsByNode().forEach((node, facts) -> {
            assertThat(facts.get(0).version().id()).isEqualTo("v1");
            assertThat(facts.get(0).sinceMs()).isLessThan(run.at(-24 * 3600));
            assertThat(facts.get(0).observedAtMs()).isBetween(run.at(1), run.at(2));
        });
        assertThat(run.factsByNode()).hasSize(20);
    }

    @Test
    void shouldReplaceTenPercentOfThePodsInEachWave() {
        Run run = Run.of(ScenarioText.with(ROLLOUT));
        List<RolloutFact> upgrades = run.facts().stream()
                .filter(fact -> fact.version().id().equals("v2"))
                .toList();

        assertThat(upgrades).hasSize(20);
        for (int wave = 0; wave < 10; wave++) {
            long from = run.at(600 + 60 * wave + 5);
            long to = run.at(600 + 60 * wave + 2 + 25 + 1);
            assertThat(upgrades.stream().filter(fact -> fact.sinceMs() >= from && fact.sinceMs() <= to))
                    .hasSize(2);
        }
        assertThat(upgrades)
                .allMatch(fact -> fact.observedAtMs() >= fact.sinceMs() + 1_000)
                .allMatch(fact -> fact.observedAtMs() <= fact.sinceMs() + 2_000)
                .allMatch(fact -> fact.sinceMs() % 1_000 == 0);
    }

    @Test
    void shouldGoByNameWhereTold() {
        Run run = Run.of(ScenarioText.with(
                "events: [{rollout: {at: 10m, from: v1, to: v2, order: name, wave: 1, every: 30s, nodes: 25%}}]"));

        assertThat(run.facts().stream()
                        .filter(fact -> fact.version().id().equals("v2"))
                        .map(RolloutFact::node))
                .hasSize(5)
                .isSorted();
    }

    @Test
    void shouldTellZonesAndGoZoneByZoneWhereTold() {
        String zones = "enis: {2: 50%, 3: 50%}, zones: {b: 50%, a: 30%, c: 20%}";
        Run run = Run.of(ScenarioText.replacing(
                "enis: {2: 50%, 3: 50%}",
                zones, "events: [{rollout: {at: 10m, from: v1, to: v2, order: zone, wave: 1, every: 30s}}]"));
        Map<String, Long> nodesByZone = run.facts().stream()
                .filter(fact -> fact.version().id().equals("v1"))
                .collect(Collectors.groupingBy(RolloutFact::zone, Collectors.counting()));

        assertThat(nodesByZone).isEqualTo(Map.of("b", 10L, "a", 6L, "c", 4L));
        assertThat(run.facts().stream()
                        .filter(fact -> fact.version().id().equals("v2"))
                        .map(RolloutFact::zone)
                        .collect(Collectors.joining()))
                .isEqualTo("bbbbbbbbbbaaaaaacccc");
        Run without = Run.of(ScenarioText.with(""));
        assertThat(run.scrapes().stream()
                        .filter(scrape -> scrape.timeMs() < run.at(600))
                        .toList())
                .isEqualTo(without.scrapes().stream()
                        .filter(scrape -> scrape.timeMs() < run.at(600))
                        .toList());
        assertThat(without.facts()).allMatch(fact -> fact.zone().isEmpty());
    }

    @Test
    void shouldLetARollBackTakeThePlaceOfAnUnfinishedRollOut() {
        Run run = Run.of(ScenarioText.with(ROLLOUT + "  - rollback: {at: 14m30s, from: v2, to: v1, wave: 100%}\n"));

        assertThat(run.facts().stream().filter(fact -> fact.version().id().equals("v2")))
                .hasSize(10);
        assertThat(run.factsByNode().values())
                .allMatch(facts -> last(facts).version().id().equals("v1"));
    }

    @Test
    void shouldKeepThePodOfACrashingContainer() {
        Run run = Run.of(ScenarioText.with("events: [{crash-loop: {at: 5m, nodes: 2, every: 4m, times: 5}}]"));
        List<List<RolloutFact>> crashing = run.factsByNode().values().stream()
                .filter(facts -> facts.size() > 1)
                .toList();

        assertThat(crashing).hasSize(2).allSatisfy(facts -> {
            assertThat(facts).hasSize(6);
            assertThat(facts.stream().map(RolloutFact::podUid).distinct()).hasSize(1);
            assertThat(facts.stream().map(RolloutFact::sinceMs)).isSorted().doesNotHaveDuplicates();
        });
    }

    @Test
    void shouldAddAndRemoveNodes() {
        Run run = Run.of(ScenarioText.with(
                "events: [{add-nodes: {at: 5m, count: 3, version: v2}}, {remove-nodes: {at: 20m, nodes: 50%}}]"));

        assertThat(nodesBetween(run, 0, 300)).hasSize(20);
        assertThat(nodesBetween(run, 360, 1200)).hasSize(23);
        assertThat(nodesBetween(run, 1200, 1800)).hasSize(11);
    }

    private static Set<String> nodesBetween(Run run, int from, int to) {
        return run.scrapes().stream()
                .filter(scrape -> scrape.timeMs() >= run.at(from) && scrape.timeMs() < run.at(to))
                .map(Scrape::node)
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void shouldMultiplyAllCallsByTheLoad() {
        Run run = Run.of(ScenarioText.with("events: [{load: {at: 10m, factor: 1.8, lasts: 10m}}]"));

        double before = increase(run, 0, 600);
        assertThat(increase(run, 600, 1200) / before).isCloseTo(1.8, within(0.15));
        assertThat(increase(run, 1200, 1800) / before).isCloseTo(1, within(0.1));
    }

    private static double increase(Run run, int from, int to) {
        return run.scrapesByNode().values().stream()
                .map(scrapes -> scrapes.stream()
                        .filter(scrape -> scrape.timeMs() >= run.at(from) && scrape.timeMs() < run.at(to))
                        .toList())
                .mapToDouble(scrapes -> metadata(last(scrapes)) - metadata(scrapes.get(0)))
                .sum();
    }

    @Test
    void shouldStrayFromTheArithmeticWithoutMovingTheMean() {
        double exact = increase(Run.of(ScenarioText.replacing("count: 20", "count: 400", "")), 0, 1800);
        double otherSeed = increase(
                Run.of(ScenarioText.replacing("count: 20", "count: 400", "").withSeed(9)), 0, 1800);
        Scenario noisy = ScenarioReader.read(
                "test", ScenarioText.BASE.replace("count: 20", "count: 400").replace("noise: none", "noise: typical"));

        assertThat(otherSeed / exact).isCloseTo(1, within(0.01));
        assertThat(increase(Run.of(noisy), 0, 1800) / exact)
                .isCloseTo(1, within(0.15))
                .isNotEqualTo(1);
    }

    @Test
    void shouldLoseAndRepeatScrapesAndDelayFacts() {
        Run whole = Run.of(ScenarioText.with(ROLLOUT));
        Run lossy = Run.of(ScenarioText.with(ROLLOUT + "faults: {lost-scrapes: 20%}"));
        Run doubled = Run.of(ScenarioText.with(ROLLOUT + "faults: {duplicates: 100%, late-facts: 90s}"));

        assertThat((double) lossy.scrapes().size() / whole.scrapes().size()).isCloseTo(0.8, within(0.05));
        assertThat(doubled.scrapes()).hasSize(2 * whole.scrapes().size());
        assertThat(new HashSet<>(doubled.scrapes())).hasSize(whole.scrapes().size());
        assertThat(doubled.records().stream()
                        .filter(record -> record instanceof SimulatedRecord.Rollout rollout
                                && rollout.fact().version().id().equals("v2"))
                        .map(record -> (SimulatedRecord.Rollout) record))
                .hasSize(40)
                .allMatch(record -> record.arrivalMs() > record.fact().observedAtMs() + 90_000);
    }

    @Test
    void shouldOnlySendAHeartbeatWhenNoOlderScrapeFollows() {
        long promised = Long.MIN_VALUE;
        for (SimulatedRecord record : Run.of(noisy()).records()) {
            if (record instanceof SimulatedRecord.Sample sample) {
                if (sample.record() instanceof Heartbeat heartbeat) {
                    assertThat(heartbeat.timeMs()).isGreaterThan(promised);
                    promised = heartbeat.timeMs();
                } else {
                    assertThat(sample.record().timeMs()).isGreaterThan(promised);
                }
            }
        }
    }

    @Test
    void shouldSendHeartbeatsEveryTenSecondsAndOneThatEndsTheCluster() {
        Run run = Run.of(ScenarioText.with(""));

        assertThat(run.heartbeats()).hasSize(181);
        assertThat(run.heartbeats().subList(0, 180)).noneMatch(Heartbeat::end);
        assertThat(run.heartbeats().get(17)).isEqualTo(new Heartbeat("one", run.at(170), false));
        assertThat(last(run.records()))
                .isInstanceOfSatisfying(SimulatedRecord.Sample.class, sample -> assertThat(sample.record())
                        .isEqualTo(new Heartbeat("one", run.at(1800 + 120), true)));
    }

    @Test
    void shouldLetAClusterArriveBehindTheOthers() {
        Run run = Run.of(ScenarioText.replacing("  - name: one", "  - name: one\n  - {name: two, lag: 20m}", ROLLOUT));

        Map<String, Long> firstArrival = new HashMap<>();
        for (SimulatedRecord record : run.records()) {
            if (record instanceof SimulatedRecord.Sample sample) {
                firstArrival.putIfAbsent(sample.record().cluster(), record.arrivalMs());
            }
        }
        assertThat(firstArrival.get("two") - firstArrival.get("one")).isCloseTo(1_200_000L, within(5_000L));
        assertThat(run.heartbeats().stream().filter(Heartbeat::end)).hasSize(2);
        assertThat(run.scrapes().stream().map(Scrape::nodeId).distinct()).hasSize(40);
        assertThat(run.scrapes().stream().map(Scrape::node).distinct()).hasSize(20);
        assertThat(run.records()).isSortedAccordingTo((a, b) -> Long.compare(a.arrivalMs(), b.arrivalMs()));
    }

    private static double metadata(Scrape scrape) {
        return scrape.points().stream()
                .filter(point -> point.series().metric().endsWith("_count")
                        && point.series().label("api").equals("GetMetadata"))
                .mapToDouble(Scrape.Point::value)
                .sum();
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
