package io.upsurge.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StallWatchTest {
    private final AtomicLong nowMs = new AtomicLong();
    private final StallWatch watch = new StallWatch(600_000, nowMs::get);

    @Test
    void shouldNameAThreadThatGoesRoundNoMore() {
        assertThat(watch.check(Map.of("t1", 1.0, "t2", 1.0))).isEmpty();
        nowMs.set(600_000);
        assertThat(watch.check(Map.of("t1", 1.0, "t2", 2.0))).isEmpty();
        nowMs.set(600_001);
        assertThat(watch.check(Map.of("t1", 1.0, "t2", 2.0)))
                .contains("stream thread t1 has made no progress for 600 s");
        assertThat(watch.check(Map.of("t1", 2.0, "t2", 2.0))).isEmpty();
    }

    @Test
    void shouldForgetThreadsThatAreGoneAndTimesThatDoNotCount() {
        assertThat(watch.check(Map.of("t1", 1.0))).isEmpty();
        nowMs.set(700_000);
        assertThat(watch.check(Map.of("t2", 1.0))).isEmpty();
        nowMs.set(1_400_000);
        watch.forget();
        assertThat(watch.check(Map.of("t2", 1.0))).isEmpty();
    }
}
