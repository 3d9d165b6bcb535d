package io.upsurge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upsurge.model.Heartbeat;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private static final long NOW = 1_700_000_000_000L;

    private final FakeOutlet outlet = new FakeOutlet();
    private final AtomicLong clock = new AtomicLong(NOW);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Heartbeats heartbeats = new Heartbeats(outlet, clock::get, 1_000, 2, registry);

    @AfterEach
    void close() {
        heartbeats.close();
    }

    @Test
    void shouldSayHowFarEachClusterIsOnce() {
        heartbeats.note(Map.of("one", NOW - 10, "two", NOW - 20));
        heartbeats.note(Map.of("one", NOW - 30));
        beat();
        beat();
        heartbeats.note(Map.of("two", NOW - 5));
        beat();

        assertThat(outlet.samples())
                .containsExactlyInAnyOrder(
                        new Heartbeat("one", NOW - 10, false),
                        new Heartbeat("two", NOW - 20, false),
                        new Heartbeat("two", NOW - 5, false));
    }

    @Test
    void shouldNeverSpeakFurtherThanTheToleranceAhead() {
        heartbeats.note(Map.of("one", NOW + 3_600_000));
        beat();

        assertThat(outlet.samples()).containsExactly(new Heartbeat("one", NOW + 1_000, false));
    }

    @Test
    void shouldTryAgainWhatCouldNotBeWritten() {
        heartbeats.note(Map.of("one", NOW));
        outlet.fail(new OutletBusyException("full", Duration.ofSeconds(1), null));
        beat();
        assertThat(outlet.samples()).isEmpty();

        outlet.succeed();
        beat();
        assertThat(outlet.samples()).containsExactly(new Heartbeat("one", NOW, false));
    }

    @Test
    void shouldNotSpeakAgainBeforeTheLastWordIsWritten() {
        CompletableFuture<Void> pending = new CompletableFuture<>();
        outlet.answer(() -> pending);
        heartbeats.note(Map.of("one", NOW));
        beat();
        heartbeats.note(Map.of("one", NOW + 1));
        beat();
        assertThat(outlet.samples()).hasSize(1);

        outlet.succeed();
        pending.complete(null);
        beat();
        assertThat(outlet.samples()).hasSize(2);
    }

    @Test
    void shouldRefuseAndCountClustersAboveTheLimitUntilOthersAreForgotten() {
        heartbeats.note(Map.of("one", NOW));
        heartbeats.note(Map.of("two", NOW));
        heartbeats.note(Map.of("three", NOW));
        beat();
        assertThat(outlet.samples()).extracting(record -> record.cluster()).containsExactlyInAnyOrder("one", "two");
        assertThat(registry.get("upsurge.ingest.clusters.refused").counter().count())
                .isEqualTo(1);

        clock.addAndGet(Duration.ofHours(2).toMillis());
        beat();
        heartbeats.note(Map.of("three", clock.get()));
        beat();
        assertThat(outlet.samples()).extracting(record -> record.cluster()).contains("three");
    }

    @Test
    void shouldSpeakByItselfOnceStarted() {
        heartbeats.start(Duration.ofMillis(10));
        heartbeats.note(Map.of("one", NOW));

        Awaitility.await().until(() -> !outlet.samples().isEmpty());
    }

    @Test
    void shouldSayTheLastWordOnClose() {
        heartbeats.note(Map.of("one", NOW));
        heartbeats.close();

        assertThat(outlet.samples()).containsExactly(new Heartbeat("one", NOW, false));
    }

    private void beat() {
        var unused = heartbeats.beat();
    }
}
