package io.upsurge.app.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailStartTest {

    @Test
    void shouldReadPlacesAndAges() {
        assertThat(TailStart.parse("beginning")).isEqualTo(new TailStart.Beginning());
        assertThat(TailStart.parse("END")).isEqualTo(new TailStart.End());
        assertThat(TailStart.parse("90s")).isEqualTo(new TailStart.Since(Duration.ofSeconds(90)));
        assertThat(TailStart.parse("15m")).isEqualTo(new TailStart.Since(Duration.ofMinutes(15)));
        assertThat(TailStart.parse("2h")).isEqualTo(new TailStart.Since(Duration.ofHours(2)));
        assertThat(TailStart.parse("7d")).isEqualTo(new TailStart.Since(Duration.ofDays(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "15", "m", "-5m", "15 m", "1e3s", "9999999999d", "latest"})
    void shouldRefuseWhatIsNeither(String text) {
        assertThatThrownBy(() -> TailStart.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is neither beginning nor end nor an age");
    }
}
