package io.upsurge.place;

import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import java.util.List;
import java.util.TreeMap;

/** The points of one place at one instant, put together; the result does not depend on their order. */
final class ScrapeBuilder {
    private final Key key;
    private final TreeMap<SeriesId, Point> points = new TreeMap<>();
    private String podUid = "";
    private long startMs;

    /**
     * What a scrape is of.
     *
     * @param place container and node
     * @param timeMs instant, milliseconds since 1970-01-01T00:00Z
     */
    record Key(Place place, long timeMs) {}

    ScrapeBuilder(Key key) {
        this.key = key;
    }

    /** Adds a point of a pod. A series that has ended says nothing of the pod that runs now. */
    void add(Point point, String uid) {
        points.merge(point.series(), point, Point::further);
        if (point.usable() && uid.compareTo(podUid) > 0) {
            podUid = uid;
        }
    }

    void startedAt(long ms) {
        startMs = Math.max(startMs, ms);
    }

    Scrape build() {
        return new Scrape(
                key.place().workload(),
                key.place().node(),
                key.timeMs(),
                podUid,
                startMs,
                List.copyOf(points.values()));
    }
}
