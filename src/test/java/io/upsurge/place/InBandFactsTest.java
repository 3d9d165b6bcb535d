package io.upsurge.place;

import static io.upsurge.place.Batches.CALLS;
import static io.upsurge.place.Batches.NOW;
import static io.upsurge.place.Batches.gather;
import static io.upsurge.place.Batches.reading;
import static io.upsurge.place.Batches.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.place.Batches.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class InBandFactsTest {
    private static final long MINUTE = 60_000;
    private static final Version A = new Version("repo/cni", "v1.16.2-eksbuild.1", "sha256:aa", "");
    private static final Workload WORKLOAD = new Workload("prod", "kube-system", "aws-node", "aws-node");

    private final LabelPlaces places = new LabelPlaces(List.of(Batches.calls()), PlacementSettings.defaults());

    private static Reading info(String pod, String node, String ip, long timeMs) {
        return reading(
                series(
                        "kube_pod_info",
                        "cluster",
                        "prod",
                        "namespace",
                        "kube-system",
                        "pod",
                        pod,
                        "uid",
                        "uid-" + pod,
                        "node",
                        node,
                        "host_ip",
                        ip,
                        "pod_ip",
                        ip,
                        "created_by_kind",
                        "DaemonSet",
                        "created_by_name",
                        "aws-node"),
                timeMs,
                1);
    }

    private static Reading image(String pod, String tag, long timeMs) {
        return reading(
                series(
                        "kube_pod_container_info",
                        "cluster",
                        "prod",
                        "namespace",
                        "kube-system",
                        "pod",
                        pod,
                        "uid",
                        "uid-" + pod,
                        "container",
                        "aws-node",
                        "image",
                        "else",
                        "image_spec",
                        "repo/cni:" + tag,
                        "image_id",
                        "repo/cni@sha256:aa",
                        "container_id",
                        "containerd://" + pod),
                timeMs,
                1);
    }

    private static Reading started(String pod, long startMs, long timeMs) {
        return reading(
                series(
                        "kube_pod_container_state_started",
                        "cluster",
                        "prod",
                        "namespace",
                        "kube-system",
                        "pod",
                        pod,
                        "uid",
                        "uid-" + pod,
                        "container",
                        "aws-node"),
                timeMs,
                startMs / 1_000.0);
    }

    private static Reading revision(String pod, String hash, long timeMs) {
        return reading(
                series(
                        "kube_pod_labels",
                        "cluster",
                        "prod",
                        "namespace",
                        "kube-system",
                        "pod",
                        pod,
                        "uid",
                        "uid-" + pod,
                        "label_controller_revision_hash",
                        hash),
                timeMs,
                1);
    }

    private static Reading build(String version, long timeMs) {
        return reading(
                series(
                        "awscni_build_info",
                        "cluster",
                        "prod",
                        "instance",
                        "10.0.0.1:61678",
                        "node",
                        "n1",
                        "version",
                        version),
                timeMs,
                1);
    }

    private static Reading calls(long timeMs) {
        return reading(
                series(CALLS, "cluster", "prod", "instance", "10.0.0.1:61678", "node", "n1", "api", "GetMetadata"),
                timeMs,
                5);
    }

    private List<RolloutFact> facts(Reading... readings) {
        return gather(places, readings).facts();
    }

    /** Every minute what a node tells, for as long. */
    private List<RolloutFact> tellFor(int minutes, Reading... at) {
        List<RolloutFact> facts = new ArrayList<>();
        for (int minute = 0; minute < minutes; minute++) {
            List<Reading> batch = new ArrayList<>();
            for (Reading reading : at) {
                batch.add(new Reading(
                        reading.series(), reading.timeMs() + minute * MINUTE, reading.value(), reading.stale()));
            }
            facts.addAll(gather(places, batch).facts());
        }
        return facts;
    }

    @Test
    void shouldJoinTheSeriesOfAPod() {
        List<RolloutFact> facts = tellFor(
                2,
                started("aws-node-aaaaa", NOW - 1_000, NOW),
                image("aws-node-aaaaa", "v1.16.2-eksbuild.1", NOW),
                info("aws-node-aaaaa", "n1", "10.0.0.1", NOW));

        assertThat(facts)
                .containsExactly(new RolloutFact(
                        WORKLOAD, "n1", A, "uid-aws-node-aaaaa", NOW - 1_000, NOW + MINUTE, "in-band", ""));
    }

    @Test
    void shouldAwaitTheStartAndTheRevisionOfANewPodWhereTheyAreToldOfOthers() {
        tellFor(
                3,
                started("aws-node-aaaaa", NOW - 1_000, NOW),
                revision("aws-node-aaaaa", "hash-a", NOW),
                image("aws-node-aaaaa", "v1", NOW),
                info("aws-node-aaaaa", "n1", "10.0.0.1", NOW));
        long later = NOW + 10 * MINUTE;

        assertThat(facts(image("aws-node-bbbbb", "v2", later), info("aws-node-bbbbb", "n1", "10.0.0.1", later)))
                .isEmpty();
        assertThat(facts(started("aws-node-bbbbb", later - 20_000, later))).isEmpty();
        assertThat(facts(revision("aws-node-bbbbb", "hash-b", later)))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.version().id()).isEqualTo("v2#hash-b");
                    assertThat(fact.sinceMs()).isEqualTo(later - 20_000);
                });
    }

    @Test
    void shouldTakeTheFirstSightForTheStartWhereNoneIsTold() {
        List<RolloutFact> facts =
                tellFor(2, image("aws-node-aaaaa", "v1", NOW), info("aws-node-aaaaa", "n1", "10.0.0.1", NOW));

        assertThat(facts)
                .extracting(RolloutFact::sinceMs, RolloutFact::observedAtMs)
                .containsExactly(tuple(NOW, NOW + MINUTE));
    }

    @Test
    void shouldRepeatAFactEveryFiveMinutes() {
        List<RolloutFact> facts =
                tellFor(13, image("aws-node-aaaaa", "v1", NOW), info("aws-node-aaaaa", "n1", "10.0.0.1", NOW));

        assertThat(facts)
                .extracting(RolloutFact::observedAtMs)
                .containsExactly(NOW + MINUTE, NOW + 6 * MINUTE, NOW + 11 * MINUTE);
        assertThat(facts).extracting(RolloutFact::sinceMs).containsOnly(NOW);
    }

    @Test
    void shouldPlaceSeriesByPodAndByAddress() {
        facts(info("aws-node-aaaaa", "n1", "10.0.0.1", NOW));

        Gathered byPod = gather(
                places,
                series(
                        CALLS,
                        "cluster",
                        "prod",
                        "namespace",
                        "kube-system",
                        "pod",
                        "aws-node-aaaaa",
                        "api",
                        "GetMetadata"));
        Gathered byAddress =
                gather(places, series(CALLS, "cluster", "prod", "instance", "10.0.0.1:61678", "api", "GetMetadata"));
        Gathered byName = gather(places, series(CALLS, "cluster", "prod", "instance", "n1:80", "api", "GetMetadata"));

        assertThat(byPod.scrapes())
                .extracting(Scrape::node, Scrape::podUid)
                .containsExactly(tuple("n1", "uid-aws-node-aaaaa"));
        assertThat(byAddress.scrapes()).extracting(Scrape::node).containsExactly("n1");
        assertThat(byName.scrapes()).extracting(Scrape::node).containsExactly("n1");
    }

    @Test
    void shouldPlaceWhatWaitedOnceThePodIsKnown() {
        Reading waiting =
                reading(series(CALLS, "cluster", "prod", "pod", "aws-node-aaaaa", "api", "GetMetadata"), NOW, 1);
        assertThat(gather(places, waiting).unplaced()).isEqualTo(1);

        assertThat(gather(places, waiting, info("aws-node-aaaaa", "n1", "10.0.0.1", NOW))
                        .scrapes())
                .extracting(Scrape::node)
                .containsExactly("n1");
    }

    @Test
    void shouldReadLabelsThatTheServerHasSetAside() {
        Gathered gathered = gather(
                places,
                series(
                        "kube_pod_info",
                        "cluster",
                        "prod",
                        "namespace",
                        "monitoring",
                        "pod",
                        "kube-state-metrics-x",
                        "node",
                        "n9",
                        "exported_namespace",
                        "kube-system",
                        "exported_pod",
                        "aws-node-aaaaa",
                        "exported_node",
                        "n1",
                        "created_by_kind",
                        "DaemonSet",
                        "created_by_name",
                        "aws-node"));

        assertThat(gathered.kept()).isEqualTo(1);
        assertThat(gather(places, series(CALLS, "cluster", "prod", "pod", "aws-node-aaaaa", "api", "GetMetadata"))
                        .scrapes())
                .extracting(Scrape::node)
                .containsExactly("n1");
    }

    @Test
    void shouldLeavePodsAloneThatNoSignalNames() {
        Gathered gathered = gather(
                places,
                info("kube-proxy-aaaaa", "n1", "10.0.0.1", NOW),
                image("kube-proxy-aaaaa", "v1", NOW),
                info("aws-node-termination-handler-aaaaa", "n1", "10.0.0.1", NOW));

        assertThat(gathered.filtered()).isEqualTo(3);
        assertThat(gathered.facts()).isEmpty();
    }

    @Test
    void shouldTellFromTheTargetsOwnWordsWhatItRuns() {
        assertThat(tellFor(3, calls(NOW), build("", NOW))).isEmpty();

        List<RolloutFact> facts = tellFor(3, calls(NOW), build("v1.19.0", NOW));

        assertThat(facts)
                .containsExactly(new RolloutFact(
                        WORKLOAD, "n1", Version.ofTag("v1.19.0"), "", NOW, NOW + MINUTE, "in-band", ""));
    }

    @Test
    void shouldDateTheTargetsOwnWordsByItsStart() {
        Reading start = reading(
                series(LabelPlaces.PROCESS_START, "cluster", "prod", "instance", "10.0.0.1:61678", "node", "n1"),
                NOW,
                NOW / 1_000.0 - 100);

        assertThat(tellFor(2, calls(NOW), build("v1.19.0", NOW), start))
                .extracting(RolloutFact::sinceMs)
                .containsExactly(NOW - 100_000);
    }

    @Test
    void shouldPreferTheImageToTheTargetsOwnWords() {
        List<RolloutFact> facts = tellFor(
                3,
                calls(NOW),
                build("v1.19.0", NOW),
                image("aws-node-aaaaa", "v1.19.0-eksbuild.1", NOW),
                info("aws-node-aaaaa", "n1", "10.0.0.1", NOW));

        assertThat(facts).extracting(fact -> fact.version().tag()).containsOnly("v1.19.0-eksbuild.1");
    }

    @Property(tries = 100)
    void shouldJoinInAnyOrderAndInAnyBatches(@ForAll Random random) {
        List<Reading> scrape = new ArrayList<>();
        for (int node = 0; node < 5; node++) {
            String pod = "aws-node-aaaa" + node;
            scrape.add(info(pod, "n" + node, "10.0.0." + node, NOW));
            scrape.add(image(pod, "v1", NOW));
            scrape.add(started(pod, NOW - node * 1_000L, NOW));
            scrape.add(revision(pod, "hash", NOW));
        }

        assertThat(states(scrape, random)).isEqualTo(states(scrape, null));
    }

    /** What is told in the end, of three scrapes. */
    private static Set<String> states(List<Reading> scrape, Random random) {
        LabelPlaces fresh = new LabelPlaces(List.of(Batches.calls()), PlacementSettings.defaults());
        Set<String> states = new TreeSet<>();
        for (int round = 0; round < 3; round++) {
            List<Reading> now = new ArrayList<>();
            for (Reading reading : scrape) {
                now.add(new Reading(reading.series(), NOW + round * 30_000L, reading.value(), false));
            }
            int cut = 0;
            if (random != null) {
                Collections.shuffle(now, random);
                cut = random.nextInt(now.size());
            }
            for (List<Reading> batch : List.of(now.subList(0, cut), now.subList(cut, now.size()))) {
                gather(fresh, batch).facts().forEach(fact -> states.add(fact.node() + fact.version() + fact.sinceMs()));
            }
        }
        return states;
    }
}
