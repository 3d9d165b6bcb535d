package io.upsurge.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.bench.BenchReport.Figures;
import io.upsurge.app.bench.BenchReport.FleetFigures;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchTableTest {
    private static final BenchPlan PLAN = new BenchPlan(1_000, 20, 200, 4, 1, false, true, false, 3);

    private static BenchReport report(boolean complete) {
        Map<Job, Figures> jobs = new EnumMap<>(Job.class);
        jobs.put(Job.BYTES, new Figures(10_000_000, 500_000, 0.1, 200));
        jobs.put(Job.DECODED, new Figures(5_000_000, 250_000, 0.2, 250));
        jobs.put(Job.NOOP, new Figures(4_000_000, 200_000, 0.25, 300));
        jobs.put(Job.TOPOLOGY, new Figures(1_000_000, 50_000, 1, 1_200));
        jobs.put(Job.ENGINE, new Figures(2_000_000, 100_000, 0.5, 400));
        return new BenchReport(
                "17.0.15", 2, List.of(new FleetFigures(PLAN, jobs, complete, "all was counted", 2_600, 2_400)));
    }

    @Test
    void shouldSetEveryJobBesideTheFloors() {
        assertThat(BenchTable.of(report(true)))
                .contains("1,000 nodes x 20 series x 200 scrapes = 4,000,000 samples in 200,804 records; 4 partitions")
                .containsPattern("topology +1,000,000 +50,000 +1\\.000 +10\\.00 +5\\.00 +1,200")
                .contains("topology / Streams no-op 4.00; drain decoded / topology 0.20; drain bytes / topology 0.10")
                .contains("engine's share of the topology 50 %")
                .contains("packed state per 1,000 nodes 5.00 MB (2600 + 2400 bytes a node)")
                .contains("complete: all was counted");
    }

    @Test
    void shouldSayLoudlyThatSamplesWereLost() {
        assertThat(BenchTable.of(report(false))).contains("NOT COMPLETE: all was counted");
    }

    @Test
    void shouldCountOnlyTheMeasuredPartOfARun() {
        Figures figures = Figures.of(PLAN, new Reading(3_000_000_000L, 2_000_000_000L, 300_000_000));

        assertThat(figures.samplesPerSecond()).isEqualTo(1_500_000);
        assertThat(figures.cpuSecondsPerMillion()).isEqualTo(1);
        assertThat(figures.allocatedBytesPerSample()).isEqualTo(100);
    }
}
