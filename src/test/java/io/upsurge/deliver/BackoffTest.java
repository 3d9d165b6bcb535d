package io.upsurge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void shouldDoubleUpToTheCap() {
        Backoff backoff = new Backoff(SECOND, MINUTE, () -> 0);

        assertThat(backoff.after(1, Duration.ZERO)).isEqualTo(SECOND);
        assertThat(backoff.after(4, Duration.ZERO)).isEqualTo(Duration.ofSeconds(8));
        assertThat(backoff.after(7, Duration.ZERO)).isEqualTo(MINUTE);
        assertThat(backoff.after(1_000_000, Duration.ZERO)).isEqualTo(MINUTE);
    }

    @Test
    void shouldWaitAsLongAsIsAskedButNotForEver() {
        Backoff backoff = new Backoff(SECOND, MINUTE, () -> 0);

        assertThat(backoff.after(1, Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
        assertThat(backoff.after(1, Duration.ofDays(400))).isEqualTo(Duration.ofHours(1));
    }

    @Property
    void shouldWaitHalfOfItAtLeast(
            @ForAll @IntRange(min = 1, max = 100) int failures,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double chance) {
        Duration most = new Backoff(SECOND, MINUTE, () -> 0).after(failures, Duration.ZERO);
        Duration wait = new Backoff(SECOND, MINUTE, () -> chance).after(failures, Duration.ZERO);

        assertThat(wait).isBetween(most.dividedBy(2), most);
    }
}
