package io.upsurge.detect.node;

import io.upsurge.detect.Counters;
import io.upsurge.detect.Counters.Event;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.detect.signal.Role;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Workload;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cumulative counters of one container between two starts of it: last values in, increments out. An increment belongs
 * to the window in which it ends. Nothing is extrapolated: the time a counter was observed is known exactly.
 */
final class SeriesCounters {
    private final Workload workload;
    private final SignalCatalog catalog;
    private final int maxSeries;
    private final long maxGapMs;
    private final Map<SeriesId, Slot> slots = new LinkedHashMap<>();
    private final Map<GroupId, GroupCounter> groups = new LinkedHashMap<>();
    /** Whether the configuration asks for other series than when the state was written. */
    private boolean newlyAsked;

    /** What a series counts towards, and as what. */
    private record Link(GroupCounter group, Role role) {}

    /** Where one series stands. */
    private static final class Slot {
        final List<Link> links;
        double value;
        long seenMs;

        Slot(List<Link> links, double value, long seenMs) {
            this.links = links;
            this.value = value;
            this.seenMs = seenMs;
        }
    }

    SeriesCounters(Workload workload, SignalCatalog catalog, int maxSeries, long maxGapMs) {
        this.workload = workload;
        this.catalog = catalog;
        this.maxSeries = maxSeries;
        this.maxGapMs = maxGapMs;
    }

    /** Whether a counter of the scrape is below its last value. */
    boolean anyFell(Scrape scrape) {
        for (Point point : scrape.points()) {
            if (point.usable()) {
                Slot slot = slots.get(point.series());
                if (slot != null && point.value() < slot.value) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Starts anew from the values of a scrape; nothing of it is an increment. */
    void restart(Scrape scrape, Counters counters) {
        slots.clear();
        groups.clear();
        rebase(scrape, counters);
    }

    /** Goes on from the values of a scrape; what happened since the last one is left out. */
    void rebase(Scrape scrape, Counters counters) {
        groups.values().forEach(GroupCounter::dropWaiting);
        for (Point point : scrape.points()) {
            if (point.usable()) {
                Slot slot = slot(point, counters);
                if (slot != null) {
                    slot.value = point.value();
                    slot.seenMs = scrape.timeMs();
                    for (Link link : slot.links) {
                        if (link.role.tells()) {
                            link.group.see(scrape.timeMs());
                        }
                    }
                }
            }
        }
    }

    /** What the first scrape after a start shows: calls made since the start; of rates only. */
    void bursts(Scrape scrape, RowBuilder row) {
        for (Point point : scrape.points()) {
            if (point.usable()) {
                for (Role role : catalog.rolesOf(workload, point.series())) {
                    if (!role.kind().hasBase()) {
                        row.addBurst(role.group(), point.value());
                    }
                }
            }
        }
    }

    /**
     * Counts what happened between the last scrape of the container and this one.
     *
     * @param scrape the scrape
     * @param lastScrapeMs instant of the last scrape of the container
     * @param countableFromMs before which nothing may be counted, because another phase or version was on
     * @param row where to
     * @param counters what was met
     */
    void count(Scrape scrape, long lastScrapeMs, long countableFromMs, RowBuilder row, Counters counters) {
        // A series that was not asked for until now is no new one: its value is the work of its whole life.
        boolean sameTarget = !newlyAsked && sharesSeriesWithLastScrape(scrape, lastScrapeMs);
        newlyAsked = false;
        List<GroupCounter> told = new ArrayList<>(groups.size());
        for (Point point : scrape.points()) {
            if (!point.usable()) {
                continue;
            }
            Slot slot = slots.get(point.series());
            double increment = 0;
            boolean recent = true;
            if (slot != null) {
                // A counter that seems to fall without a restart was read twice with clocks apart: wait for it to pass.
                increment = Math.max(0, point.value() - slot.value);
                slot.value = Math.max(slot.value, point.value());
                recent = slot.seenMs >= countableFromMs && scrape.timeMs() - slot.seenMs <= maxGapMs;
            } else {
                slot = slot(point, counters);
                if (slot == null) {
                    continue;
                }
                // A label set has no series before its first call; if the target was read before, it stood at zero.
                increment = sameTarget ? point.value() : 0;
            }
            slot.seenMs = scrape.timeMs();
            for (Link link : slot.links) {
                link.group.take(link.role, increment, recent);
                if (link.role.tells() && link.group.told(scrape.timeMs())) {
                    told.add(link.group);
                }
            }
        }
        row.addExposure(scrape.timeMs() - lastScrapeMs);
        for (GroupCounter group : told) {
            group.flush(scrape.timeMs(), countableFromMs, maxGapMs, sameTarget, row);
        }
    }

    /** Groups that have called since the last start. */
    Collection<GroupId> knownGroups() {
        List<GroupId> known = new ArrayList<>(groups.size());
        for (GroupCounter group : groups.values()) {
            if (group.seen()) {
                known.add(group.id());
            }
        }
        return known;
    }

    private boolean sharesSeriesWithLastScrape(Scrape scrape, long lastScrapeMs) {
        for (Point point : scrape.points()) {
            Slot slot = slots.get(point.series());
            if (slot != null && slot.seenMs == lastScrapeMs) {
                return true;
            }
        }
        return false;
    }

    private Slot slot(Point point, Counters counters) {
        Slot slot = slots.get(point.series());
        if (slot != null) {
            return slot;
        }
        List<Role> wanted = catalog.rolesOf(workload, point.series());
        if (wanted.isEmpty()) {
            return null;
        }
        if (slots.size() >= maxSeries) {
            counters.count(Event.SERIES_LIMIT);
            return null;
        }
        Slot fresh = new Slot(links(wanted), point.value(), 0);
        slots.put(point.series(), fresh);
        return fresh;
    }

    private List<Link> links(List<Role> roles) {
        List<Link> links = new ArrayList<>(roles.size());
        for (Role role : roles) {
            GroupCounter group = groups.computeIfAbsent(role.group(), id -> new GroupCounter(id, role.kind()));
            group.hear(role);
            links.add(new Link(group, role));
        }
        return links;
    }

    void pack(Packer out) {
        out.number(newlyAsked ? 0 : catalog.fingerprint());
        out.number(slots.size());
        slots.forEach((series, slot) -> {
            packSeries(series, out);
            out.real(slot.value).number(slot.seenMs);
        });
        Collection<GroupId> known = knownGroups();
        out.number(known.size());
        known.forEach(id ->
                out.name(id.signal()).name(id.group()).number(groups.get(id).seenMs()));
        List<GroupCounter> waiting =
                groups.values().stream().filter(group -> group.waiting() != 0).toList();
        out.number(waiting.size());
        waiting.forEach(
                group -> out.name(group.id().signal()).name(group.id().group()).real(group.waiting()));
    }

    /** Series that the present configuration no longer asks for are left behind. */
    void unpack(Unpacker in) {
        newlyAsked = in.number() != catalog.fingerprint();
        for (int i = in.count(); i > 0; i--) {
            SeriesId series = unpackSeries(in);
            Slot slot = new Slot(links(catalog.rolesOf(workload, series)), in.real(), in.number());
            if (!slot.links.isEmpty()) {
                slots.put(series, slot);
            }
        }
        for (int i = in.count(); i > 0; i--) {
            GroupCounter group = groups.get(new GroupId(in.name(), in.name()));
            long seenMs = in.number();
            if (group != null) {
                group.see(seenMs);
            }
        }
        for (int i = in.count(); i > 0; i--) {
            GroupCounter group = groups.get(new GroupId(in.name(), in.name()));
            double waiting = in.real();
            if (group != null) {
                group.restore(waiting);
            }
        }
    }

    static void packSeries(SeriesId series, Packer out) {
        out.name(series.metric()).number(series.labels().size());
        series.labels().forEach((name, value) -> out.name(name).name(value));
    }

    static SeriesId unpackSeries(Unpacker in) {
        String metric = in.name();
        Map<String, String> labels = new TreeMap<>();
        for (int i = in.count(); i > 0; i--) {
            labels.put(in.name(), in.name());
        }
        return new SeriesId(metric, labels);
    }
}
