package io.upsurge.place;

import static io.upsurge.place.Batches.CALLS;
import static io.upsurge.place.Batches.NOW;
import static io.upsurge.place.Batches.gather;
import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.format.SeriesLabels;
import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.place.Batches.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LabelPlacesPropertyTest {
    private static LabelPlaces places() {
        return new LabelPlaces(
                List.of(Batches.calls(), Batches.signal("*", "aws-node", CALLS)), PlacementSettings.defaults());
    }

    @Provide
    Arbitrary<List<Reading>> readings() {
        Arbitrary<SeriesLabels> series = Combinators.combine(
                        Arbitraries.of(CALLS, CALLS, CALLS, LabelPlaces.PROCESS_START, "up"),
                        Arbitraries.of("a", "b"),
                        Arbitraries.of("n1", "n2", ""),
                        Arbitraries.of("GetMetadata", "Other"),
                        Arbitraries.of("aws-node-aaaaa", "aws-node-bbbbb", "else", ""),
                        Arbitraries.of("u1", "u2", ""))
                .as((metric, cluster, node, api, pod, uid) -> SeriesLabels.of(
                        metric,
                        metric.equals(CALLS)
                                ? Map.of("cluster", cluster, "node", node, "api", api, "pod", pod, "uid", uid)
                                : Map.of("cluster", cluster, "node", node, "pod", pod, "uid", uid)));
        return Combinators.combine(
                        series,
                        Arbitraries.longs().between(NOW, NOW + 3),
                        Arbitraries.doubles().between(0, 100),
                        Arbitraries.of(false, false, true))
                .as(Reading::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 300)
    void shouldNotDependOnTheOrderOfTheReadings(@ForAll("readings") List<Reading> readings, @ForAll Random random) {
        List<Reading> shuffled = new ArrayList<>(readings);
        Collections.shuffle(shuffled, random);

        Gathered one = gather(places(), readings);
        Gathered other = gather(places(), shuffled);

        assertThat(other.scrapes()).isEqualTo(one.scrapes());
        assertThat(other.latestMs()).isEqualTo(one.latestMs());
        assertThat(List.of(other.kept(), other.filtered(), other.unplaced(), other.rejectedCount()))
                .isEqualTo(List.of(one.kept(), one.filtered(), one.unplaced(), one.rejectedCount()));
    }

    @Property(tries = 300)
    void shouldGiveTheSamePointsInTwoBatchesAsInOne(@ForAll("readings") List<Reading> readings, @ForAll Random random) {
        int cut = readings.isEmpty() ? 0 : random.nextInt(readings.size());
        LabelPlaces places = places();
        List<Scrape> parts =
                new ArrayList<>(gather(places, readings.subList(0, cut)).scrapes());
        parts.addAll(gather(places, readings.subList(cut, readings.size())).scrapes());

        assertThat(points(parts)).isEqualTo(points(gather(places(), readings).scrapes()));
    }

    private static Map<String, Point> points(List<Scrape> scrapes) {
        Map<String, Point> points = new TreeMap<>();
        for (Scrape scrape : scrapes) {
            for (Point point : scrape.points()) {
                String key =
                        scrape.workload().key() + ' ' + scrape.node() + ' ' + scrape.timeMs() + ' ' + point.series();
                points.merge(key, point, Point::further);
            }
        }
        return points;
    }

    @Property(tries = 1_000)
    void shouldTakeAnyLabelsAndAccountForEveryReading(@ForAll("anyLabels") Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(labels);
        all.put(SeriesLabels.NAME, CALLS);

        Gathered gathered = gather(places(), SeriesLabels.of(all));

        assertThat(gathered.kept() + gathered.filtered() + gathered.unplaced() + gathered.rejectedCount())
                .isEqualTo(1);
        assertThat(gathered.rejected()).allSatisfy(why -> assertThat(why).hasSizeLessThan(5_000));
    }

    @Provide
    Arbitrary<Map<String, String>> anyLabels() {
        Set<String> known =
                Set.of("cluster", "node", "namespace", "daemonset", "pod", "container", "uid", "instance", "api");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(8), Arbitraries.of("aws-node", "kube-system", "a/b"));
        return Arbitraries.maps(
                        Arbitraries.oneOf(
                                Arbitraries.of(known), Arbitraries.strings().ofMaxLength(5)),
                        values)
                .ofMaxSize(12);
    }
}
