package io.upsurge.app.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short season with two kills of three instances, a zombie, a nap, a stop in order and a pause of the broker. */
class ChaosIT {
    private static final ChaosPlan PLAN = new ChaosPlan(5, 3, 2, 2, 2, 45, true);

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
