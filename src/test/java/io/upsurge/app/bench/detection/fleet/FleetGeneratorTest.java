package io.upsurge.app.bench.detection.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FleetGeneratorTest {
    private static double value(Scrape scrape, int key) {
        return scrape.points().get(key).value();
    }

    /** Calls of one key and node between scrapes without a restart, per minute, over the history. */
    private static List<Double> perMinute(FleetPlan plan, long seed) {
        List<Double> rates = new ArrayList<>();
        Records.of(plan, seed).scrapes().values().forEach(scrapes -> {
            Scrape first = scrapes.get(0);
            Scrape last = first;
            for (Scrape scrape : scrapes) {
                last = scrape.podUid().equals(first.podUid()) ? scrape : last;
            }
            rates.add((value(last, 0) - value(first, 0)) / ((last.timeMs() - first.timeMs()) / 60_000.0));
        });
        return rates;
    }

    @Test
    void shouldCallAsOftenAsTheRegimeSays() {
        FleetPlan plan = FleetPlan.of(2_000).regime(Regime.CALM).minutes(60, 1);
        List<Double> logs = perMinute(plan, 5).stream().map(Math::log).sorted().toList();
        double mean = logs.stream().mapToDouble(x -> x).average().orElseThrow();
        double variance =
                logs.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum() / logs.size();
        // The day shifts the whole fleet by up to 15 %.
        assertThat(Math.exp(mean)).isBetween(9.5, 14.5);
        assertThat(Math.sqrt(variance)).isCloseTo(0.6, within(0.05));
    }

    @Test
    void shouldBeMoreVariableThanPoissonAsTheRegimeSays() {
        // One node, calm, scrapes a minute apart: one loop in each, so that counts of one mean come after each other.
        FleetPlan plan =
                FleetPlan.of(2).regime(Regime.HEAVY_TAIL).scrapeEvery(60).minutes(3_000, 1);
        List<Scrape> scrapes = Records.of(plan, 7).scrapes().values().iterator().next();
        List<Double> counts = new ArrayList<>();
        for (int i = 1; i < scrapes.size(); i++) {
            if (scrapes.get(i).podUid().equals(scrapes.get(0).podUid())) {
                counts.add(value(scrapes.get(i), 0) - value(scrapes.get(i - 1), 0));
            }
        }
        double mean = counts.stream().mapToDouble(x -> x).average().orElseThrow();
        // Differences of neighbours leave slow drift and the day out.
        double variance = 0;
        for (int i = 1; i < counts.size(); i++) {
            double d = counts.get(i) - counts.get(i - 1);
            variance += d * d / 2;
        }
        variance /= counts.size() - 1;
        double shape = 2 * Regime.HEAVY_TAIL.noiseShape();
        assertThat(variance).isGreaterThan(mean + 0.8 * mean * mean / shape);
    }

    @Test
    void shouldMakeTheSameRecordsFromTheSameSeedAndOthersFromAnother() {
        FleetPlan plan = FleetPlan.of(10).keys(3).minutes(20, 30).effect(Effect.times(2));
        assertThat(Records.of(plan, 3).all).isEqualTo(Records.of(plan, 3).all);
        assertThat(Records.of(plan, 3).all).isNotEqualTo(Records.of(plan, 4).all);
    }

    @Test
    void shouldRestartEveryNodeOnceInBatchesOfATenth() {
        FleetGenerator fleet = new FleetGenerator(FleetPlan.of(100), 1);
        Schedule schedule = fleet.schedule();
        assertThat(schedule.shareAt(schedule.firstMinutes() - 0.01)).isZero();
        assertThat(schedule.shareAt(1.4)).isEqualTo(0.1);
        assertThat(schedule.shareAt(6.4)).isEqualTo(0.5);
        assertThat(schedule.lastMinutes()).isBetween(13.5, 13.8);
        Records records = Records.of(FleetPlan.of(100), 1);
        assertThat(records.facts()).hasSize(200);
    }

    @Test
    void shouldShowAStartUpBurstWorthMinutesOfCalls() {
        FleetPlan plan = FleetPlan.of(200).regime(Regime.CALM);
        List<Double> worth = new ArrayList<>();
        Records.of(plan, 2).scrapes().values().forEach(scrapes -> {
            Scrape before = scrapes.get(0);
            Scrape settled = null;
            double rate = 0;
            for (Scrape scrape : scrapes) {
                if (scrape.podUid().equals(scrapes.get(0).podUid())) {
                    rate = (value(scrape, 0) - value(before, 0)) / ((scrape.timeMs() - before.timeMs()) / 60_000.0);
                } else if (scrape.timeMs() - scrape.startMs() > 600_000 && settled == null) {
                    settled = scrape;
                }
            }
            double minutes = (settled.timeMs() - settled.startMs()) / 60_000.0;
            worth.add(value(settled, 0) / rate - minutes);
        });
        // Uniform from 2 to 8.
        assertThat(worth.stream().mapToDouble(x -> x).average().orElseThrow()).isCloseTo(5, within(1.2));
    }

    @Test
    void shouldMultiplyTheCallsOfTheAffectedKeysOnly() {
        FleetPlan plan = FleetPlan.of(300).keys(2).effect(Effect.times(3)).regime(Regime.CALM);
        double[] calls = new double[2];
        Records.of(plan, 9).scrapes().values().forEach(scrapes -> {
            Scrape last = scrapes.get(scrapes.size() - 1);
            Scrape middle = scrapes.get(scrapes.size() - 60);
            for (int key = 0; key < 2; key++) {
                calls[key] += value(last, key) - value(middle, key);
            }
        });
        assertThat(calls[0] / calls[1]).isCloseTo(3, within(0.1));
    }

    @Test
    void shouldNotShowASeriesThatHasNeverCalled() {
        Records records = Records.of(FleetPlan.of(10).effect(Effect.newCalls(0, 1)), 1);
        records.scrapes().values().forEach(scrapes -> {
            assertThat(scrapes.get(0).points()).isEmpty();
            assertThat(scrapes.get(scrapes.size() - 1).points()).hasSize(1);
        });
    }

    @Test
    void shouldLoseTheSameScrapesWithAndWithoutDuplicates() {
        FleetPlan plan = FleetPlan.of(10).minutes(20, 30);
        List<Object> plain = Records.of(plan, 6).all;
        List<Object> twice = Records.of(plan.fault(Fault.DUPLICATES), 6).all;
        assertThat(twice).hasSizeGreaterThan(plain.size());
        assertThat(new HashSet<>(twice)).isEqualTo(new HashSet<>(plain));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void shouldKeepEveryCounterFromFallingExceptAtARestart(Fault fault) {
        FleetPlan plan = FleetPlan.of(10).keys(2).minutes(20, 40).fault(fault);
        Records.of(plan, 8).scrapes().values().forEach(scrapes -> {
            List<Scrape> ordered = scrapes.stream()
                    .sorted((a, b) -> Long.compare(a.timeMs(), b.timeMs()))
                    .toList();
            for (int i = 1; i < ordered.size(); i++) {
                Scrape now = ordered.get(i);
                Scrape before = ordered.get(i - 1);
                if (now.podUid().equals(before.podUid())) {
                    before.points().forEach(point -> assertThat(now.points())
                            .anyMatch(
                                    later -> later.series().equals(point.series()) && later.value() >= point.value()));
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Pace.class)
    void shouldTellEveryMoveByAFact(Pace pace) {
        Records records = Records.of(FleetPlan.of(20).pace(pace), 8);
        List<String> tags =
                records.facts().stream().map(fact -> fact.version().tag()).toList();
        long moves = pace == Pace.THIRD_VERSION ? 40 : 20;
        assertThat(tags.stream().skip(20)).hasSize((int) moves);
        assertThat(records.facts()).extracting(RolloutFact::podUid).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Confounder.class)
    void shouldMakeAFleetUnderEveryConfounder(Confounder confounder) {
        Records records = Records.of(FleetPlan.of(20).confounder(confounder), 8);
        assertThat(records.scrapes()).hasSizeGreaterThanOrEqualTo(20);
        boolean newNodes = confounder == Confounder.AUTOSCALING || confounder == Confounder.REPLACEMENT;
        assertThat(records.scrapes().keySet().stream().anyMatch(name -> name.startsWith("born-")))
                .isEqualTo(newNodes);
    }
}
