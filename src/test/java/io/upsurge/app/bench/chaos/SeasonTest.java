package io.upsurge.app.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.UpsurgeConfig.StoreKind;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import io.upsurge.simulate.SimulatedRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeasonTest {
    private static ChaosPlan plan(long seed, int rollOuts) {
        return new ChaosPlan(
                seed, new ChaosPlan.Cast(3, 4, StoreKind.MEMORY, 0), rollOuts, List.of(FaultKind.KILL), 12, 75, true);
    }

    private static List<SimulatedRecord> records(Season season) {
        List<SimulatedRecord> records = new ArrayList<>();
        season.records().forEachRemaining(records::add);
        return records;
    }

    @Test
    void shouldMakeTheSameRecordsForTheSameSeedInTheOrderOfArrival() {
        List<SimulatedRecord> records = records(new Season(plan(1, 4)));
        assertThat(records).isEqualTo(records(new Season(plan(1, 4)))).isNotEqualTo(records(new Season(plan(2, 4))));
        assertThat(records.stream().map(SimulatedRecord::arrivalMs)).isSorted();
    }

    @Test
    void shouldRollOutAsOftenAsItIsToldInSeveralWorkloads() {
        assertThat(new Season(plan(1, 1)).rollOuts()).isEqualTo(1);
        assertThat(new Season(plan(1, 12)).rollOuts()).isEqualTo(12);
        assertThat(new Season(plan(1, 12)).workloads()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void shouldChangeTheConfigurationAloneAndRollBack() {
        List<Version> versions = records(new Season(plan(1, 4))).stream()
                .filter(record -> record instanceof SimulatedRecord.Rollout)
                .map(record -> ((SimulatedRecord.Rollout) record).fact())
                .map(RolloutFact::version)
                .distinct()
                .toList();
        assertThat(versions).anyMatch(one -> versions.stream()
                .anyMatch(other ->
                        one.tag().equals(other.tag()) && !one.revision().equals(other.revision())));
    }
}
