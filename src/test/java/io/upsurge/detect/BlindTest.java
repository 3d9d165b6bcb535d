package io.upsurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Resolution;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Silence is never a pass. */
class BlindTest {
    private static final int NODES = 6;
    private static final String NO_SAMPLES = "{missing=\"samples\"}";
    private static final String NO_ROLLOUTS = "{missing=\"rollouts\"}";

    /** Minutes from, inclusive, to, exclusive. */
    private record Span(int from, int to) {
        boolean holds(long minute) {
            return minute >= from && minute < to;
        }
    }

    private record Sent(long atMs, Object record) {}

    /** Scrapes every 30 s and snapshots every 5 minutes, but for the minutes without; heartbeats all the time. */
    private static List<Object> fleet(String source, int minutes, Span noSamples, Span noSnapshots) {
        List<Sent> sent = new ArrayList<>();
        long endMs = Fleet.START + minutes * Fleet.MINUTE;
        for (int i = 0; i < NODES; i++) {
            double calls = 0;
            for (long t = Fleet.START + i * 1_000L; t < endMs; t += 30_000) {
                calls += 6;
                if (!noSamples.holds((t - Fleet.START) / Fleet.MINUTE)) {
                    sent.add(new Sent(t, Fleet.scrape("c1", "n" + i, t, "pod-" + i, calls)));
                }
            }
            for (long t = Fleet.START + i * 2_000L; t < endMs; t += 5 * Fleet.MINUTE) {
                if (!noSnapshots.holds((t - Fleet.START) / Fleet.MINUTE)) {
                    sent.add(new Sent(t, snapshot(source, i, t)));
                }
            }
        }
        for (long t = Fleet.START; t < endMs; t += 10_000) {
            sent.add(new Sent(t, new Heartbeat("c1", t, false)));
        }
        sent.add(new Sent(endMs, new Heartbeat("c1", endMs, true)));
        return inOrder(sent);
    }

    private static RolloutFact snapshot(String source, int node, long observedAtMs) {
        return new RolloutFact(
                Fleet.workload("c1"),
                "n" + node,
                Version.ofTag("A"),
                "pod-" + node,
                Fleet.START - 86_400_000L,
                observedAtMs,
                source,
                "");
    }

    private static List<Object> inOrder(List<Sent> sent) {
        return sent.stream()
                .sorted(Comparator.comparingLong(Sent::atMs))
                .map(Sent::record)
                .toList();
    }

    private static final Span NEVER = new Span(0, 0);
    private static final List<Object> NO_SNAPSHOTS = fleet(RolloutFact.WATCH, 120, NEVER, new Span(40, 80));
    private static final List<Object> NOTHING = fleet(RolloutFact.WATCH, 120, new Span(40, 80), new Span(42, 80));

    private static InMemoryEngine run(int partitions, List<Object> records) {
        InMemoryEngine engine = new InMemoryEngine(partitions, List.of(Fleet.SIGNAL));
        Fleet.feed(engine, records);
        return engine;
    }

    private static List<String> said(InMemoryEngine engine) {
        assertThat(engine.anomalies).allSatisfy(anomaly -> {
            assertThat(anomaly.verdict()).isEqualTo(Verdict.BLIND);
            assertThat(anomaly.level()).isEqualTo(Anomaly.Level.CONFIRMED);
            assertThat(anomaly.key().signal()).isEmpty();
        });
        return engine.anomalies.stream()
                .map(anomaly -> (anomaly.atMs() - Fleet.START) / Fleet.MINUTE + " " + anomaly.state()
                        + anomaly.resolution().map(why -> " " + why).orElse("") + ' '
                        + anomaly.key().group() + ' ' + anomaly.evidence().knownNodes() + " nodes")
                .toList();
    }

    @Test
    void shouldBeBlindWithoutSnapshotsAndSeeAgainWithTheNextOne() {
        // The last snapshots are of minute 35, in the window that ends at 36; the next ones are of minute 80.
        assertThat(said(run(1, NO_SNAPSHOTS)))
                .containsExactly(
                        "51 OPEN " + NO_ROLLOUTS + " 6 nodes", "81 RESOLVED RECOVERED " + NO_ROLLOUTS + " 6 nodes");
    }

    @Test
    void shouldBeBlindWithoutScrapesAndSayApartWhatIsMissing() {
        assertThat(said(run(1, NOTHING)))
                .containsExactlyInAnyOrder(
                        "55 OPEN " + NO_SAMPLES + " 6 nodes",
                        "56 OPEN " + NO_ROLLOUTS + " 6 nodes",
                        // The first scrape after a gap longer than max-gap only says where the counters stand.
                        "81 RESOLVED RECOVERED " + NO_SAMPLES + " 6 nodes",
                        "81 RESOLVED RECOVERED " + NO_ROLLOUTS + " 6 nodes");
    }

    @Test
    void shouldCountTheTimesItWasBlindAndNeverUseAnIdTwice() {
        List<Object> records = new ArrayList<>(fleet(RolloutFact.WATCH, 60, NEVER, new Span(20, 50)));
        records.addAll(fleet(RolloutFact.WATCH, 200, NEVER, new Span(90, 150)).stream()
                .filter(record -> Fleet.timeOf(record) > Fleet.START + 60 * Fleet.MINUTE)
                .toList());
        List<Anomaly> anomalies = run(2, records).anomalies;
        assertThat(anomalies).extracting(Anomaly::episode).containsExactly(1, 1, 2, 2);
        assertThat(anomalies).extracting(Anomaly::sequence).containsExactly(1, 2, 1, 2);
        assertThat(anomalies.stream().map(Anomaly::id).distinct()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "mark", "simulate", "in-band", ""})
    void shouldExpectNothingOfSourcesThatSpeakOnce(String source) {
        assertThat(run(1, fleet(source, 120, NEVER, new Span(1, 120))).anomalies)
                .isEmpty();
    }

    @Test
    void shouldMissNoSnapshotsOfAWorkloadThatIsNotScraped() {
        assertThat(run(1, fleet(RolloutFact.WATCH, 120, new Span(0, 120), new Span(10, 120))).anomalies)
                .isEmpty();
    }

    @Test
    void shouldSayNothingOfAWorkloadThatNoSignalIsAbout() {
        InMemoryEngine engine = new InMemoryEngine(1, List.of());
        Fleet.feed(engine, NOTHING);
        assertThat(engine.anomalies).isEmpty();
    }

    @Test
    void shouldSayNothingWhenItMustNot() {
        EngineSettings plain = EngineSettings.defaults();
        EngineSettings never = settings(0, plain.nodeExpiryMs());
        InMemoryEngine engine =
                new InMemoryEngine(1, Detector.of(List.of(Fleet.SIGNAL), never, RuleSettings.defaults()));
        Fleet.feed(engine, NOTHING);
        assertThat(engine.anomalies).isEmpty();
    }

    @Test
    void shouldExpectNothingAnyMoreOfNodesThatAreForgotten() {
        EngineSettings brief = settings(15 * Fleet.MINUTE, 60 * Fleet.MINUTE);
        InMemoryEngine engine =
                new InMemoryEngine(1, Detector.of(List.of(Fleet.SIGNAL), brief, RuleSettings.defaults()));
        Fleet.feed(engine, fleet(RolloutFact.WATCH, 240, new Span(40, 240), new Span(40, 240)));
        assertThat(engine.anomalies)
                .extracting(Anomaly::state)
                .containsExactlyInAnyOrder(State.OPEN, State.OPEN, State.RESOLVED, State.RESOLVED);
        assertThat(engine.anomalies.stream().flatMap(anomaly -> anomaly.resolution().stream()))
                .containsOnly(Resolution.EXPIRED);
    }

    private static EngineSettings settings(long blindAfterMs, long nodeExpiryMs) {
        EngineSettings plain = EngineSettings.defaults();
        return new EngineSettings(
                plain.windowMs(),
                plain.graceMs(),
                plain.warmUpMs(),
                plain.maxGapMs(),
                plain.pendingMs(),
                plain.awaitResetMs(),
                plain.futureToleranceMs(),
                nodeExpiryMs,
                plain.maxSeriesPerContainer(),
                plain.maxKeysPerWorkload(),
                plain.baselineHalfLifeWindows(),
                plain.adoptAfterMs(),
                blindAfterMs);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void shouldSayTheSameForAnyNumberOfPartitions(int partitions) {
        assertThat(run(partitions, NOTHING).answer()).isEqualTo(run(1, NOTHING).answer());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldSayTheSameHoweverArrivalIsShuffledWithinTheGrace(long seed) {
        Random random = new Random(seed);
        for (List<Object> records : List.of(NOTHING, NO_SNAPSHOTS)) {
            List<Sent> shuffled = records.stream()
                    .map(record -> new Sent(
                            Fleet.timeOf(record) + (record instanceof Heartbeat ? 39_000 : random.nextInt(39_000)),
                            record))
                    .toList();
            assertThat(run(3, inOrder(shuffled)).answer())
                    .isEqualTo(run(1, records).answer());
        }
    }

    @Test
    void shouldSayTheSameHoweverSeldomTheClockIsHeard() {
        // All but the ends of what is sent: time passes in leaps of a quarter of an hour and more.
        List<Object> records = NOTHING.stream()
                .filter(record -> !(record instanceof Heartbeat beat)
                        || beat.end()
                        || (beat.timeMs() - Fleet.START) % (35 * Fleet.MINUTE) == 0)
                .toList();
        assertThat(run(1, records).answer()).isEqualTo(run(1, NOTHING).answer());
    }

    @Test
    void shouldSeeAgainWithASnapshotThatComesLate() {
        List<Object> records = Stream.concat(
                        NO_SNAPSHOTS.stream().filter(record -> Fleet.timeOf(record) < Fleet.START + 70 * Fleet.MINUTE),
                        Stream.<Object>of(
                                snapshot(RolloutFact.WATCH, 0, Fleet.START + 65 * Fleet.MINUTE),
                                new Heartbeat("c1", Fleet.START + 72 * Fleet.MINUTE, false)))
                .toList();
        Anomaly last = run(1, records).anomalies.get(1);
        assertThat(last.resolution()).contains(Resolution.RECOVERED);
        assertThat(last.atMs()).isEqualTo(Fleet.START + 69 * Fleet.MINUTE);
    }
}
