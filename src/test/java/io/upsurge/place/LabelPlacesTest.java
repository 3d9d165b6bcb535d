package io.upsurge.place;

import static io.upsurge.place.Batches.CALLS;
import static io.upsurge.place.Batches.NOW;
import static io.upsurge.place.Batches.gather;
import static io.upsurge.place.Batches.reading;
import static io.upsurge.place.Batches.series;
import static io.upsurge.place.Batches.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.upsurge.format.SeriesLabels;
import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Workload;
import io.upsurge.place.Batches.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelPlacesTest {
    private static final PlacementSettings SETTINGS = PlacementSettings.defaults();
    private final LabelPlaces places = new LabelPlaces(List.of(Batches.calls()), SETTINGS);

    private static SeriesLabels calls(String... more) {
        String[] pairs = new String[more.length + 4];
        System.arraycopy(new String[] {"cluster", "prod", "api", "GetMetadata"}, 0, pairs, 0, 4);
        System.arraycopy(more, 0, pairs, 4, more.length);
        return series(CALLS, pairs);
    }

    @Test
    void shouldPutTheSeriesOfAContainerTogetherByInstant() {
        Gathered gathered = gather(
                places,
                reading(calls("node", "n1", "error", "true"), NOW, 3),
                reading(calls("node", "n1", "error", "false"), NOW, 7),
                reading(calls("node", "n1", "error", "false"), NOW + 30_000, 9),
                reading(calls("node", "n2", "error", "false"), NOW, 5));

        assertThat(gathered.scrapes())
                .extracting(
                        Scrape::timeMs, Scrape::node, scrape -> scrape.points().size())
                .containsExactly(tuple(NOW, "n1", 2), tuple(NOW, "n2", 1), tuple(NOW + 30_000, "n1", 1));
        assertThat(gathered.scrapes().get(0).workload())
                .isEqualTo(new Workload("prod", "kube-system", "aws-node", "aws-node"));
        assertThat(gathered.scrapes().get(0).points())
                .containsExactly(
                        new Point(new SeriesId(CALLS, Map.of("api", "GetMetadata", "error", "false")), 7, false),
                        new Point(new SeriesId(CALLS, Map.of("api", "GetMetadata", "error", "true")), 3, false));
        assertThat(gathered.kept()).isEqualTo(4);
        assertThat(gathered.latestMs()).containsExactly(Map.entry("prod", NOW + 30_000));
    }

    @Test
    void shouldGiveASeriesOneIdentityAcrossARestart() {
        Gathered gathered = gather(
                places,
                reading(
                        calls("node", "n1", "pod", "aws-node-aaaaa", "instance", "10.0.0.1:61678", "uid", "u1"),
                        NOW,
                        3),
                reading(calls("node", "n1", "pod", "aws-node-bbbbb", "container_id", "c", "uid", "u2"), NOW + 1, 3));

        assertThat(gathered.scrapes())
                .extracting(Scrape::podUid, scrape -> scrape.points().get(0).series())
                .containsExactly(
                        tuple("u1", new SeriesId(CALLS, Map.of("api", "GetMetadata"))),
                        tuple("u2", new SeriesId(CALLS, Map.of("api", "GetMetadata"))));
    }

    @Test
    void shouldKeepALabelThatASignalNames() {
        LabelPlaces byService = new LabelPlaces(List.of(signal("aws-node", "aws-node", CALLS, "service")), SETTINGS);

        Gathered gathered = gather(byService, calls("node", "n1", "service", "ec2", "job", "x"));

        assertThat(gathered.scrapes().get(0).points().get(0).series().labels())
                .isEqualTo(Map.of("api", "GetMetadata", "service", "ec2"));
    }

    @Test
    void shouldCountAPointOfSeveralSignalsOnce() {
        LabelPlaces twice = new LabelPlaces(
                List.of(Batches.calls(), signal("aws-node", "aws-node", CALLS), signal("other", "main", "x")),
                SETTINGS);

        Gathered gathered = gather(twice, calls("node", "n1"));

        assertThat(gathered.scrapes()).hasSize(1);
        assertThat(gathered.scrapes().get(0).points()).hasSize(1);
        assertThat(gathered.kept()).isEqualTo(1);
    }

    @Test
    void shouldTellWhenTheProcessBeganOfWantedTargetsAlone() {
        String[] target = {"cluster", "prod", "instance", "10.0.0.1:61678", "job", "cni", "node", "n1"};
        String[] other = {"cluster", "prod", "instance", "10.0.0.1:9100", "job", "node-exporter", "node", "n1"};

        Gathered gathered = gather(
                places,
                reading(series(LabelPlaces.PROCESS_START, target), NOW, 1_708_934_000.25),
                reading(series(LabelPlaces.PROCESS_START, other), NOW, 1_600_000_000),
                reading(calls("instance", "10.0.0.1:61678", "job", "cni", "node", "n1"), NOW, 7));

        assertThat(gathered.scrapes()).extracting(Scrape::startMs).containsExactly(1_708_934_000_250L);
        assertThat(gathered.scrapes().get(0).points()).hasSize(1);
        assertThat(gathered.kept()).isEqualTo(2);
        assertThat(gathered.filtered()).isEqualTo(1);
    }

    @Test
    void shouldTellWhenTheProcessBeganInABatchOfItsOwn() {
        String[] target = {"cluster", "prod", "instance", "i", "node", "n1"};
        gather(places, calls("instance", "i", "node", "n1"));

        Gathered gathered = gather(places, reading(series(LabelPlaces.PROCESS_START, target), NOW, 17));

        assertThat(gathered.scrapes())
                .containsExactly(new Scrape(
                        new Workload("prod", "kube-system", "aws-node", "aws-node"), "n1", NOW, "", 17_000, List.of()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e300})
    void shouldNotTakeNonsenseForTheStartOfAProcess(double value) {
        Gathered gathered = gather(
                places,
                reading(calls("node", "n1"), NOW, 7),
                reading(series(LabelPlaces.PROCESS_START, "cluster", "prod", "node", "n1"), NOW, value));

        assertThat(gathered.scrapes()).extracting(Scrape::startMs).containsExactly(0L);
    }

    @Test
    void shouldPassOnThatASeriesHasEndedButNotWhosePodItWas() {
        Gathered gathered =
                gather(places, new Reading(calls("node", "n1", "uid", "u1"), NOW, Double.longBitsToDouble(2), true));

        Scrape scrape = gathered.scrapes().get(0);
        assertThat(scrape.points()).extracting(Point::stale).containsExactly(true);
        assertThat(scrape.podUid()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kube-system, aws-node-x7k2p, aws-node, kept",
        "kube-system, aws-node-termination-handler-x7k2p, aws-node, filtered",
        "kube-system, aws-node, aws-node, filtered",
        "kube-system, coredns-x7k2p, aws-node, filtered",
        "kube-system, aws-node-x7k2p, aws-eks-nodeagent, filtered",
        "default, aws-node-x7k2p, aws-node, filtered"
    })
    void shouldFilterWhatContradictsTheSignal(String namespace, String pod, String container, String expected) {
        Gathered gathered =
                gather(places, calls("node", "n1", "namespace", namespace, "pod", pod, "container", container));

        assertThat(gathered.kept() == 1 ? "kept" : gathered.filtered() == 1 ? "filtered" : "else")
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "aws-node-x7k2p, aws-node, true",
        "a-daemonset-with-a-name-that-is-so-long-that-it-has-to-be-x7k2p,"
                + " a-daemonset-with-a-name-that-is-so-long-that-it-has-to-be-cut, true",
        "aws-node-, aws-node, false",
        "aws-node-a-x7k2p, aws-node, false"
    })
    void shouldKnowHowADaemonSetNamesItsPods(String pod, String daemonset, boolean expected) {
        assertThat(Placer.named(pod, daemonset)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:61678, 10.0.0.1",
        "10.0.0.1, 10.0.0.1",
        "[fd00::1]:61678, fd00::1",
        "fd00::1, fd00::1",
        "n1.internal:9100, n1.internal",
        "'[', '['",
        "':', ''"
    })
    void shouldFindTheHostOfAnInstance(String instance, String host) {
        assertThat(Placer.host(instance)).isEqualTo(host);
    }

    @Test
    void shouldWaitForAPodOrAHostThatIsNotKnownYet() {
        Gathered gathered = gather(
                places,
                reading(calls("pod", "aws-node-x7k2p"), NOW, 1),
                reading(calls("instance", "10.0.0.1:61678"), NOW, 1));

        assertThat(gathered.unplaced()).isEqualTo(2);
        assertThat(gathered.scrapes()).isEmpty();
    }

    @Test
    void shouldRejectWhatCanNeverBePlacedAndSayWhy() {
        Gathered gathered = gather(
                places,
                reading(series(CALLS, "api", "GetMetadata", "node", "n1"), NOW, 1),
                reading(calls("job", "x"), NOW, 1),
                reading(calls("node", "a/b"), NOW, 1),
                reading(calls("node", "n1", "namespace", "a/b"), NOW, 1),
                reading(calls("node", "n1", "long", "x".repeat(4_097)), NOW, 1));

        assertThat(gathered.rejectedCount()).isEqualTo(5);
        assertThat(gathered.rejected())
                .satisfiesExactly(
                        why -> assertThat(why)
                                .startsWith(CALLS + "{api=\"GetMetadata\",node=\"n1\"} has no label for its cluster")
                                .contains("labels.default-cluster"),
                        why -> assertThat(why).contains("has no label for its node"),
                        why -> assertThat(why).endsWith("cannot be placed: node 'a/b' contains a slash"),
                        why -> assertThat(why).endsWith("cannot be placed: namespace 'a/b' contains a slash"),
                        why -> assertThat(why).contains("too long"));
    }

    @Test
    void shouldTakeTheDefaultCluster() {
        LabelPlaces here = new LabelPlaces(List.of(Batches.calls()), SETTINGS.withDefaultCluster("here"));

        Gathered gathered = gather(here, series(CALLS, "api", "GetMetadata", "node", "n1"));

        assertThat(gathered.scrapes()).extracting(Scrape::cluster).containsExactly("here");
        assertThat(gathered.latestMs()).containsOnlyKeys("here");
    }

    @Test
    void shouldRefuseMoreSeriesThanAllowedButGoOnWithThoseItKnows() {
        LabelPlaces few = new LabelPlaces(List.of(Batches.calls()), SETTINGS.withMaxSeries(2));
        gather(few, reading(calls("node", "n1"), NOW, 1), reading(calls("node", "n2"), NOW, 1));

        Gathered gathered =
                gather(few, reading(calls("node", "n3"), NOW + 1, 1), reading(calls("node", "n2"), NOW + 1, 1));

        assertThat(gathered.scrapes()).extracting(Scrape::node).containsExactly("n2");
        assertThat(gathered.rejected()).singleElement().asString().contains("labels.max-series is 2");
    }

    @Test
    void shouldForgetSeriesThatAreNoLongerSent() {
        LabelPlaces few = new LabelPlaces(List.of(Batches.calls()), SETTINGS.withMaxSeries(2));
        gather(few, reading(calls("node", "n1"), NOW, 1), reading(calls("node", "n2"), NOW, 1));
        for (int minutes = 15; minutes <= 45; minutes += 15) {
            gather(few, reading(calls("node", "n2"), NOW + minutes * 60_000L, 1));
        }

        assertThat(gather(few, calls("node", "n3")).scrapes()).hasSize(1);
    }

    @Test
    void shouldCountReadingsThatNobodyAsksFor() {
        Gathered gathered = gather(
                places,
                reading(series("up", "cluster", "prod"), NOW, 1),
                reading(series(CALLS, "cluster", "prod", "api", "DescribeInstances", "node", "n1"), NOW, 1));

        assertThat(gathered.filtered()).isEqualTo(2);
        assertThat(gathered.latestMs()).containsOnlyKeys("prod");
        assertThat(places.wants("up")).isFalse();
        assertThat(places.wants(CALLS)).isTrue();
        assertThat(places.wants(LabelPlaces.PROCESS_START)).isTrue();
    }
}
