package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.ScenarioFiles;
import io.upsurge.simulate.SimulatedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AsItHappensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Scenario SCENARIO =
            new ScenarioFiles().load("cni-1.16.3").beginningAt(NOW.minus(Duration.ofMinutes(2)));

    @Test
    void shouldHandOutThePastAtOnceAndTheRestAsItArrives() {
        AtomicLong clock = new AtomicLong(NOW.toEpochMilli());
        AsItHappens records =
                new AsItHappens(new FleetSimulator(SCENARIO).records(), clock::get, ms -> clock.addAndGet(ms / 2 + 1));
        int past = 0;
        SimulatedRecord record = records.next();
        while (record.arrivalMs() <= NOW.toEpochMilli()) {
            assertThat(clock.get()).isEqualTo(NOW.toEpochMilli());
            past++;
            record = records.next();
        }
        assertThat(past).isGreaterThan(100);
        for (int i = 0; i < 1_000; i++) {
            assertThat(clock.get()).isGreaterThanOrEqualTo(record.arrivalMs()).isLessThan(record.arrivalMs() + 10);
            record = records.next();
        }
    }

    @Test
    void shouldMoveTheWholeScenarioInTime() {
        Scenario later = SCENARIO.beginningAt(SCENARIO.start().plusSeconds(3600));
        long first = new FleetSimulator(SCENARIO).records().next().arrivalMs();
        assertThat(new FleetSimulator(later).records().next().arrivalMs()).isEqualTo(first + 3_600_000);
    }

    @Test
    void shouldReadAges() {
        SimulateCommand.AgeConverter ages = new SimulateCommand.AgeConverter();
        assertThat(ages.convert("1h10m")).isEqualTo(Duration.ofMinutes(70));
        assertThatThrownBy(() -> ages.convert("-5m")).hasMessageContaining("'-5m' is not an age");
        assertThatThrownBy(() -> ages.convert("soon")).hasMessageContaining("'soon' is not an age");
    }
}
