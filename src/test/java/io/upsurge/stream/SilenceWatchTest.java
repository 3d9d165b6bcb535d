package io.upsurge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {
    private static final long NOW = 1_800_000_000_000L;
    private final SilenceWatch watch = new SilenceWatch(30_000, 40_000, NOW);

    /** Looks as often as it must, until an instant. */
    private Optional<Set<String>> listen(long fromMs, long toMs) {
        for (long at = fromMs; at < toMs; at += watch.lookEvery().toMillis()) {
            watch.check(at);
        }
        return watch.check(toMs);
    }

    @Test
    void shouldSayNothingBeforeItHasListenedForLong() {
        assertThat(listen(NOW, NOW + 29_999)).isEmpty();
    }

    @Test
    void shouldHearNobodyInAnEmptySource() {
        assertThat(listen(NOW, NOW + 30_000)).contains(Set.of());
    }

    @Test
    void shouldNameTheClustersItHearsOfWhileItIsLive() {
        watch.heard("a", NOW - 1_000, NOW);
        listen(NOW, NOW + 10_000);
        watch.heard("b", NOW + 9_000, NOW + 10_000);
        assertThat(listen(NOW + 10_000, NOW + 20_000)).contains(Set.of("a", "b"));
        assertThat(listen(NOW + 20_000, NOW + 31_000)).contains(Set.of("b"));
    }

    @Test
    void shouldSayNothingWhileItWorksThroughABacklog() {
        watch.heard("a", NOW - 3_600_000, NOW + 100_000);
        assertThat(watch.check(NOW + 100_001)).isEmpty();
    }

    @Test
    void shouldNotTakeItsOwnAbsenceForSilence() {
        watch.heard("a", NOW - 1_000, NOW);
        listen(NOW, NOW + 10_000);
        assertThat(watch.check(NOW + 50_000)).contains(Set.of("a"));
        assertThat(listen(NOW + 50_000, NOW + 79_999)).isEmpty();
        assertThat(listen(NOW + 79_999, NOW + 80_000)).contains(Set.of());
    }

    @Test
    void shouldNotTakeForSilenceWhatItReadsFirstAfterAnAbsence() {
        watch.heard("a", NOW - 1_000, NOW);
        watch.heard("b", NOW - 1_000, NOW);
        watch.heard("a", NOW + 49_000, NOW + 50_000);
        assertThat(watch.check(NOW + 50_001)).contains(Set.of("a", "b"));
    }

    @Test
    void shouldNotBelieveASilenceThatIsReadLongAfterItWasSaid() {
        assertThat(SilenceWatch.isFresh(NOW, 40_000, NOW + 40_000)).isTrue();
        assertThat(SilenceWatch.isFresh(NOW, 40_000, NOW + 40_001)).isFalse();
        assertThat(SilenceWatch.isFresh(NOW + 3_000, 40_000, NOW)).isTrue();
    }
}
