package io.upsurge.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.app.bench.LogSizes.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizingTableTest {
    private static final BenchPlan FLEET = new BenchPlan(100, 8, 126, 4, 1, false, true, false, 1);
    private static final SizingPlan PLAN = new SizingPlan(FLEET, 120, 30, 180, 512);

    @Test
    void shouldTellWhatComesAtItsPaceFromWhatWaits() {
        assertThat(PLAN.historySamples()).isEqualTo(100 * 8 * 120);
        assertThat(PLAN.liveSamples()).isEqualTo(100 * 8 * 6);
        assertThatThrownBy(() -> new SizingPlan(FLEET, 39, 30, 180, 512)).hasMessageContaining("at least 40");
    }

    @Test
    void shouldDivideWhatWasUsedBySamplesNodesAndTime() {
        SizingFigures figures = new SizingFigures(
                PLAN,
                12.5,
                9,
                64 * 1024 * 1024,
                300 * 1024 * 1024,
                Map.of(Kind.SAMPLES, 96_000L),
                Map.of(Kind.SAMPLES, 48_000L),
                3,
                5,
                1.5);
        assertThat(SizingTable.of(List.of(figures)).lines())
                .contains(
                        "| 100 | 8 | 30 s | 27 | 0.050 | 1875.0 | 64 | 300, 512 | 12.5 | 3.0 | 5.0 | 1.5 |",
                        "| 100 | samples | 1.00 | 10.00 | 160 | 22.0 |");
    }
}
