package io.upsurge.ingest.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upsurge.ingest.Outlet;
import io.upsurge.ingest.OutletBusyException;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.WorkloadPattern;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A roll-out as an API server tells it, with everything that goes wrong between a server and its clients. */
class RolloutWatcherIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<WorkloadPattern> AWS_NODE =
            List.of(new WorkloadPattern("*", "kube-system", "aws-node", "aws-node"));

    @TempDir
    private Path folder;

    private final Collected collected = new Collected();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private FakeApiServer server;
    private FakeFleet fleet;
    private RolloutWatcher watcher;

    @BeforeEach
    void startServer() throws IOException {
        server = new FakeApiServer();
        fleet = new FakeFleet(server);
    }

    @AfterEach
    void stop() throws IOException {
        if (watcher != null) {
            watcher.close();
        }
        server.close();
    }

    @Test
    void shouldTellARollOutOfTwelveNodesThroughClosedWatchesA410AndAnOutage() throws IOException {
        fleet.revision("aaa", "A");
        fleet.revision("bbb", "B");
        List<String> expected = new ArrayList<>();
        for (int node = 1; node <= 12; node++) {
            fleet.start("n" + node, "a" + node, "A", "aaa", at(node));
            expected.add("n" + node + " A#aaa a" + node + ' ' + at(node));
        }
        watch(Duration.ofHours(1));
        await().atMost(PATIENCE).until(() -> collected.size() == 12);

        for (int node = 1; node <= 12; node += 2) {
            upgrade(node, expected);
            if (node == 3) {
                server.closeWatches();
            }
            upgrade(node + 1, expected);
            if (node == 5) {
                server.forgetHistory();
                server.closeWatches();
            }
            if (node == 7) {
                server.fail(500);
            }
            if (node == 9) {
                server.forgetHistory();
                server.fail(0);
            }
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(collected.seen()).containsAll(expected));
        server.forgetHistory();
        server.closeWatches();
        fleet.start("n13", "b13", "B", "bbb", at(200));
        expected.add("n13 B#bbb b13 " + at(200));
        await().atMost(PATIENCE).until(() -> collected.seen().contains("n13 B#bbb b13 " + at(200)));

        assertThat(collected.seen()).containsExactlyInAnyOrderElementsOf(expected);
        for (int node = 1; node <= 12; node++) {
            String name = "n" + node;
            assertThat(collected.facts.stream().filter(it -> it.node().equals(name)))
                    .extracting(it -> it.version().tag(), it -> List.copyOf(it.differences()))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("A", List.of()),
                            org.assertj.core.groups.Tuple.tuple("B", List.of("image: A -> B")));
        }
    }

    @Test
    void shouldSayThatTheServerIsNotHeardAndTellNoSnapshotsMeanwhile() throws IOException {
        fleet.start("n1", "a1", "A", "aaa", at(1));
        watch(Duration.ofMillis(100));
        await().atMost(PATIENCE).until(() -> collected.size() >= 3);

        server.fail(500);
        await().atMost(PATIENCE).until(() -> current() == 0);
        int told = collected.size();
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> collected.size() <= told + 1);

        server.fail(0);
        await().atMost(PATIENCE).until(() -> current() == 1 && collected.size() > told + 1);
    }

    @Test
    void shouldTakeUpATokenThatWasRenewedInItsFile() throws IOException {
        fleet.start("n1", "a1", "A", "aaa", at(1));
        watch(Duration.ofHours(1));
        await().atMost(PATIENCE).until(() -> collected.size() == 1);

        server.expectToken("second");
        server.kubeconfig(folder.resolve("kubeconfig"));
        fleet.start("n2", "a2", "A", "aaa", at(2));

        await().atMost(PATIENCE).until(() -> collected.size() == 2);
    }

    @Test
    void shouldWaitForAServerThatIsNotThereYet() throws IOException {
        server.fail(503);
        fleet.start("n1", "a1", "A", "aaa", at(1));
        watch(Duration.ofHours(1));
        server.fail(0);

        await().atMost(PATIENCE).until(() -> collected.size() == 1);
    }

    @Test
    void shouldTryUntilFactsAreWritten() throws IOException {
        collected.busy.set(true);
        fleet.start("n1", "a1", "A", "aaa", at(1));
        watch(Duration.ofHours(1));
        await().atMost(PATIENCE)
                .until(() -> metrics.find("upsurge.watch.write.failures").counter() != null);
        fleet.start("n1", "b1", "B", "bbb", at(2));
        collected.busy.set(false);

        await().atMost(PATIENCE).until(() -> collected.size() == 2);
        assertThat(collected.facts).extracting(it -> it.version().tag()).containsExactly("A", "B");
    }

    @Test
    void shouldTellNothingOfAnImageThatCannotBePulled() throws IOException {
        fleet.start("n1", "a1", "A", "aaa", at(1));
        watch(Duration.ofHours(1));
        await().atMost(PATIENCE).until(() -> collected.size() == 1);

        fleet.remove("a1");
        fleet.create("n1", "b1", "no-such-tag", "bbb");
        fleet.remove("b1");
        fleet.start("n1", "a2", "A", "aaa", at(9));

        await().atMost(PATIENCE).until(() -> collected.size() == 2);
        assertThat(collected.facts).extracting(it -> it.version().id()).containsExactly("A#aaa", "A#aaa");
    }

    @Test
    void shouldTellOnceWhatRuns() throws Exception {
        fleet.start("n1", "a1", "A", "aaa", at(1));
        fleet.start("n2", "b1", "B", "bbb", at(2));
        fleet.create("n3", "b2", "B", "bbb");

        List<RolloutFact> facts = RolloutSnapshot.take(List.of(access()), AWS_NODE, PATIENCE, Clock.systemUTC());

        assertThat(facts).extracting(RolloutFact::node).containsExactly("n1", "n2");
    }

    private void upgrade(int node, List<String> expected) {
        String name = "n" + node;
        fleet.terminate(name, "a" + node, "A", "aaa", at(node));
        fleet.remove("a" + node);
        fleet.create(name, "b" + node, "B", "bbb");
        fleet.start(name, "b" + node, "B", "bbb", at(100 + node));
        expected.add(name + " B#bbb b" + node + ' ' + at(100 + node));
    }

    private void watch(Duration snapshotInterval) throws IOException {
        watcher = RolloutWatcher.start(
                new WatchSettings(List.of(access()), snapshotInterval.toMillis(), Optional.empty()),
                AWS_NODE,
                collected,
                metrics,
                Clock.systemUTC(),
                Duration.ofSeconds(3));
    }

    private ClusterAccess access() throws IOException {
        return new ClusterAccess(
                "prod", Optional.of(server.kubeconfig(folder.resolve("kubeconfig"))), Optional.empty());
    }

    private double current() {
        return metrics.get("upsurge.watch.current").gauge().value();
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static final class Collected implements Outlet {
        private final List<RolloutFact> facts = new CopyOnWriteArrayList<>();
        private final AtomicBoolean busy = new AtomicBoolean();

        @Override
        public CompletableFuture<Void> write(List<? extends SampleRecord> samples, List<RolloutFact> written) {
            if (busy.get()) {
                return CompletableFuture.failedFuture(new OutletBusyException("full", Duration.ofMillis(50), null));
            }
            facts.addAll(written);
            return CompletableFuture.completedFuture(null);
        }

        int size() {
            return facts.size();
        }

        List<String> seen() {
            return facts.stream()
                    .map(it -> it.node()
                            + ' '
                            + it.version().id()
                            + ' '
                            + it.podUid()
                            + ' '
                            + Instant.ofEpochMilli(it.sinceMs()))
                    .toList();
        }
    }
}
