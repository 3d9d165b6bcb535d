package io.upsurge.place;

import static io.upsurge.place.Batches.CALLS;
import static io.upsurge.place.Batches.NOW;
import static io.upsurge.place.Batches.reading;
import static io.upsurge.place.Batches.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.detect.Counters.Event;
import io.upsurge.detect.InMemoryEngine;
import io.upsurge.format.SeriesLabels;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.VersionRate;
import io.upsurge.place.Batches.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rolling upgrade as Prometheus tells it, with nobody watching Kubernetes. */
class InBandRolloutTest {
    private static final int NODES = 20;
    private static final long STEP = 30_000;
    private static final int STEPS = 140;
    private static final int UPGRADES_FROM = 70;

    /** What Prometheus is set up to tell. */
    enum Setup {
        /** Series have the pod's name, so that each upgrade begins new ones; containers tell when they began. */
        PODS(true, true, 1, false),
        /** Series have the address alone and go on; nobody tells when containers began. */
        INSTANCES(false, false, 1, false),
        /** The same, and pods are told of every two minutes only. */
        SELDOM(false, false, 4, false),
        /** Series have the node, and the target alone says what it is. */
        BUILD_INFO(false, false, 1, true);

        final boolean podLabel;
        final boolean starts;
        final int everySteps;
        final boolean buildInfo;

        Setup(boolean podLabel, boolean starts, int everySteps, boolean buildInfo) {
            this.podLabel = podLabel;
            this.starts = starts;
            this.everySteps = everySteps;
            this.buildInfo = buildInfo;
        }
    }

    private static final class Node {
        final int number;
        final long upgradedMs;
        double calls = 1_000;

        Node(int number) {
            this.number = number;
            this.upgradedMs = NOW + UPGRADES_FROM * STEP + number * STEP + 7_300;
        }

        boolean upgraded(long atMs) {
            return atMs >= upgradedMs;
        }

        String pod(long atMs) {
            return "aws-node-" + (upgraded(atMs) ? "new" : "old") + number;
        }

        String[] labels(Setup setup, long atMs) {
            String address = "10.0.0." + number;
            if (setup.podLabel) {
                return new String[] {
                    "cluster",
                    "prod",
                    "namespace",
                    "kube-system",
                    "pod",
                    pod(atMs),
                    "container",
                    "aws-node",
                    "instance",
                    address + ":61678"
                };
            }
            return setup.buildInfo
                    ? new String[] {"cluster", "prod", "node", "n" + number, "instance", address + ":61678"}
                    : new String[] {"cluster", "prod", "job", "cni", "instance", address + ":61678"};
        }
    }

    private static SeriesLabels with(String metric, String[] labels, String... more) {
        String[] all = new String[labels.length + more.length];
        System.arraycopy(labels, 0, all, 0, labels.length);
        System.arraycopy(more, 0, all, labels.length, more.length);
        return series(metric, all);
    }

    /** The target at one instant. */
    private static List<Reading> target(Setup setup, Node node, long atMs) {
        boolean upgraded = node.upgraded(atMs);
        if (upgraded && !node.upgraded(atMs - STEP)) {
            node.calls = 40;
        }
        node.calls += (5 + node.number % 3) * (upgraded ? 3 : 1);
        List<Reading> readings = new ArrayList<>();
        String[] labels = node.labels(setup, atMs);
        readings.add(reading(with(CALLS, labels, "api", "GetMetadata"), atMs, node.calls));
        if (setup.buildInfo) {
            readings.add(reading(with("awscni_build_info", labels, "version", upgraded ? "B" : "A"), atMs, 1));
        }
        return readings;
    }

    /** kube-state-metrics at one instant. */
    private static List<Reading> pods(Setup setup, Node node, long atMs) {
        if (setup.buildInfo) {
            return List.of();
        }
        String address = "10.0.0." + node.number;
        String[] pod = {
            "cluster", "prod", "namespace", "kube-system", "pod", node.pod(atMs), "uid", "u" + node.pod(atMs)
        };
        List<Reading> readings = new ArrayList<>();
        readings.add(reading(
                with(
                        "kube_pod_info",
                        pod,
                        "node",
                        "n" + node.number,
                        "host_ip",
                        address,
                        "created_by_kind",
                        "DaemonSet",
                        "created_by_name",
                        "aws-node"),
                atMs,
                1));
        String tag = node.upgraded(atMs) ? "B" : "A";
        readings.add(reading(
                with(
                        "kube_pod_container_info",
                        pod,
                        "container",
                        "aws-node",
                        "image",
                        "cni:" + tag,
                        "container_id",
                        node.pod(atMs)),
                atMs,
                1));
        if (setup.starts) {
            long startMs = node.upgraded(atMs) ? node.upgradedMs : NOW - 86_400_000;
            readings.add(reading(
                    with("kube_pod_container_state_started", pod, "container", "aws-node"), atMs, startMs / 1_000.0));
        }
        return readings;
    }

    private static InMemoryEngine play(Setup setup) {
        LabelPlaces places = new LabelPlaces(List.of(Batches.calls()), PlacementSettings.defaults());
        InMemoryEngine engine = new InMemoryEngine(2, List.of(Batches.calls()));
        List<Node> nodes = new ArrayList<>();
        for (int number = 0; number < NODES; number++) {
            nodes.add(new Node(number));
        }
        long unplaced = 0;
        for (int step = 0; step < STEPS; step++) {
            List<Reading> batch = new ArrayList<>();
            for (Node node : nodes) {
                batch.addAll(target(setup, node, NOW + step * STEP + node.number * 700L));
                if (step % setup.everySteps == 0) {
                    batch.addAll(pods(setup, node, NOW + step * STEP + 11_000));
                }
            }
            batch.sort(Comparator.comparingLong(Reading::timeMs));
            Gathered gathered = Batches.gather(places, batch);
            unplaced += gathered.unplaced() + gathered.rejectedCount();
            gathered.scrapes().forEach(engine::on);
            gathered.facts().forEach(engine::on);
        }
        engine.on(new Heartbeat("prod", NOW + STEPS * STEP + 300_000, true));
        assertThat(unplaced).isLessThanOrEqualTo(NODES);
        return engine;
    }

    @ParameterizedTest
    @EnumSource(Setup.class)
    void shouldCatchASurge(Setup setup) {
        InMemoryEngine engine = play(setup);

        assertThat(engine.anomalies).anySatisfy(anomaly -> {
            assertThat(anomaly.level()).isNotEqualTo(Anomaly.Level.SUSPECTED);
            assertThat(anomaly.toVersion()).startsWith("B");
            assertThat(anomaly.fromVersion()).startsWith("A");
        });
        VersionRate last = engine.rates.stream()
                .filter(rate -> rate.version().startsWith("B"))
                .reduce((one, other) -> other)
                .orElseThrow();
        assertThat(last.nodes()).isEqualTo(NODES);
        assertThat(last.pendingNodes()).isZero();
        assertThat(engine.count(Event.RESET)).isEqualTo(NODES);
        assertThat(engine.count(Event.UNEXPLAINED_RESET)).isZero();
    }
}
