package io.upsurge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {
    private static final long NOW = 1_800_000_000_000L;
    private final SilenceWatch watch = new SilenceWatch(30_000, 40_000, NOW);

    @Test
    void shouldSayNothingBeforeItHasListenedForLong() {
        assertThat(watch.check(NOW + 29_999)).isEmpty();
    }

    @Test
    void shouldHearNobodyInAnEmptySource() {
        assertThat(watch.check(NOW + 30_000)).contains(Set.of());
    }

    @Test
    void shouldNameTheClustersItHearsOfWhileItIsLive() {
        watch.heard("a", NOW - 1_000, NOW);
        watch.heard("b", NOW + 9_000, NOW + 10_000);
        assertThat(watch.check(NOW + 20_000)).contains(Set.of("a", "b"));
        assertThat(watch.check(NOW + 31_000)).contains(Set.of("b"));
    }

    @Test
    void shouldSayNothingWhileItWorksThroughABacklog() {
        watch.heard("a", NOW - 3_600_000, NOW + 100_000);
        assertThat(watch.check(NOW + 100_001)).isEmpty();
    }
}
