package io.upsurge.detect.node;

import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import java.util.List;
import java.util.TreeMap;

/**
 * Records of one container at one instant put together: a scrape may come in pieces, or twice from a pair of collectors.
 * The result does not depend on which came first.
 */
final class ScrapeMerge {
    private ScrapeMerge() {}

    static Scrape of(Scrape one, Scrape other) {
        TreeMap<SeriesId, Point> points = new TreeMap<>();
        for (List<Point> side : List.of(one.points(), other.points())) {
            side.forEach(point -> points.merge(point.series(), point, Point::further));
        }
        String podUid = one.podUid().compareTo(other.podUid()) >= 0 ? one.podUid() : other.podUid();
        return new Scrape(
                one.workload(),
                one.node(),
                one.timeMs(),
                podUid,
                Math.max(one.startMs(), other.startMs()),
                List.copyOf(points.values()));
    }
}
