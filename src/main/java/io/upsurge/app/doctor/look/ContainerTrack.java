package io.upsurge.app.doctor.look;

import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the counters of one container on one node stand. */
final class ContainerTrack {
    private static final long START_TOLERANCE_MS = 1_000;

    private final Map<SeriesId, Tracked> series = new HashMap<>();
    private long lastMs = Long.MIN_VALUE;
    private long startMs;
    private String podUid = "";
    private int counters;

    /** A series that a signal asks for. */
    private record Tracked(SeriesTrack track, List<SeriesRole> roles) {}

    /** What a scrape shows about the one before it. */
    record Taken(long intervalMs, boolean fell, boolean cameBack) {}

    /**
     * Takes the next scrape.
     *
     * @param scrape the scrape
     * @param workload knows what series mean
     * @param room for series
     * @return what it shows; {@code intervalMs} is 0 for the first scrape and for one that is not newer
     */
    Taken take(Scrape scrape, WorkloadDigest workload, Room room) {
        boolean first = lastMs == Long.MIN_VALUE;
        if (!first && scrape.timeMs() < lastMs) {
            return new Taken(0, false, false);
        }
        long intervalMs = first ? 0 : scrape.timeMs() - lastMs;
        boolean knownStart = startMs > 0 && scrape.startMs() > 0;
        boolean restarted = (knownStart && Math.abs(scrape.startMs() - startMs) > START_TOLERANCE_MS)
                || (!podUid.isEmpty()
                        && !scrape.podUid().isEmpty()
                        && !scrape.podUid().equals(podUid));
        if (restarted) {
            series.values().forEach(tracked -> tracked.track.restart());
        }
        boolean fell = false;
        boolean cameBack = false;
        for (Point point : scrape.points()) {
            workload.meet(point.series());
            if (point.usable()) {
                SeriesTrack.Step step = take(point, scrape.nodeId().key(), workload, room);
                fell |= knownStart && step == SeriesTrack.Step.FELL;
                cameBack |= step == SeriesTrack.Step.CAME_BACK;
            }
        }
        lastMs = scrape.timeMs();
        startMs = scrape.startMs();
        podUid = scrape.podUid();
        return new Taken(intervalMs, fell, cameBack);
    }

    private SeriesTrack.Step take(Point point, String node, WorkloadDigest workload, Room room) {
        Tracked known = series.get(point.series());
        if (known == null) {
            List<SeriesRole> roles = workload.rolesOf(point.series());
            if (!roles.isEmpty() && room.take()) {
                series.put(point.series(), new Tracked(new SeriesTrack(point.value()), roles));
                roles.forEach(role -> role.see(point.series(), node));
                counters += roles.stream().anyMatch(SeriesRole::isCounter) ? 1 : 0;
            }
            return SeriesTrack.Step.SAME;
        }
        SeriesTrack.Step step = known.track.take(point.value());
        if (step != SeriesTrack.Step.SAME) {
            known.roles.stream()
                    .filter(role -> role.kind() == SeriesRole.Kind.COUNTED)
                    .forEach(role -> role.digest().move());
        }
        return known.roles.stream().anyMatch(SeriesRole::isCounter) ? step : SeriesTrack.Step.SAME;
    }

    /** Counters that signals ask for. */
    int counters() {
        return counters;
    }
}
