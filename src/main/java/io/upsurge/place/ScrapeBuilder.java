package io.upsurge.place;

import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The points of one place at one instant, put together; the result does not depend on their order. */
final class ScrapeBuilder {
    private final Key key;
    private final List<Point> points = new ArrayList<>();
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
        points.add(point);
        if (point.usable() && uid.compareTo(podUid) > 0) {
            podUid = uid;
        }
    }

    void startedAt(long ms) {
        startMs = Math.max(startMs, ms);
    }

    Scrape build() {
        return new Scrape(key.place().workload(), key.place().node(), key.timeMs(), podUid, startMs, inOrder());
    }

    /** One point of each series. Most senders sort their series, which makes this quick. */
    private List<Point> inOrder() {
        points.sort(Comparator.comparing(Point::series));
        List<Point> merged = new ArrayList<>(points.size());
        for (Point point : points) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).series().equals(point.series())) {
                merged.set(last, merged.get(last).further(point));
            } else {
                merged.add(point);
            }
        }
        return merged;
    }
}
