package io.upsurge.app.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.UpsurgeConfig.StoreKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short season with two kills of three instances, a zombie, a nap, a stop in order and a pause of the broker. */
class ChaosIT {
    private static final List<FaultKind> FAULTS = List.of(
            FaultKind.KILL,
            FaultKind.KILL_AND_LOSE,
            FaultKind.STOP,
            FaultKind.ZOMBIE,
            FaultKind.NAP,
            FaultKind.BROKER_PAUSE);
    private static final ChaosPlan.Cast CAST = new ChaosPlan.Cast(3, 2, StoreKind.MEMORY, 0);
    private static final ChaosPlan PLAN = new ChaosPlan(5, CAST, 2, FAULTS, 10, 45, true);

    @TempDir
    Path folder;

    @Test
    void shouldSayEverythingOnceWhateverIsDoneToTheInstances() throws IOException {
        ChaosReport report = new ChaosRun(PLAN, folder, System.err::println).run();

        assertThat(report.findings().same()).as(ChaosText.of(report)).isTrue();
        assertThat(report.anomalies()).isPositive();
        assertThat(report.deliveries().complete()).as(ChaosText.of(report)).isTrue();
        assertThat(report.kills()).isEqualTo(2);
        assertThat(report.restarts()).isGreaterThanOrEqualTo(3);
        assertThat(report.endedByThemselves()).isZero();
    }
}
