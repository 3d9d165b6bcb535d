package io.upsurge.app.doctor.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.Heartbeat;
import org.junit.jupiter.api.Test;

class ClusterDigestTest {
    @Test
    void shouldTellTheClockOfAMomentWhateverPartitionIsReadFirst() {
        ClusterDigest digest = new ClusterDigest(40_000);
        beat(digest, 0, 1_000);
        beat(digest, 0, 900_000);
        beat(digest, 1, 2_000);
        assertThat(digest.clockAt(500)).isEmpty();
        assertThat(digest.clockAt(2_500)).hasValue(2_000);
        assertThat(digest.clockAt(900_001)).hasValue(900_000);
        beat(digest, 2, 3_000);
        assertThat(digest.clockAt(3_500)).hasValue(3_000);
        assertThat(digest.clockAt(950_000)).hasValue(900_000);
    }

    private static void beat(ClusterDigest digest, int partition, long timeMs) {
        digest.take(new Heartbeat("prod", timeMs, false), partition, timeMs + 1);
    }
}
