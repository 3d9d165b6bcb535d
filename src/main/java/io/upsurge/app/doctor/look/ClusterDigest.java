package io.upsurge.app.doctor.look;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.Scrape;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What was seen of one cluster in the topic of the samples. */
public final class ClusterDigest {
    private static final long SECOND_MS = 1_000;
    private static final int MAX_MOMENTS = 50_000;

    private final BitSet heartbeatPartitions = new BitSet();
    private final BitSet scrapePartitions = new BitSet();
    private final Spread delays = new Spread();
    private final Spread disorder = new Spread();
    private final Map<Integer, Long> clocks = new HashMap<>();
    /** Instants heard of by the broker's time. Partitions are read one after the other, so it rises only once it is made to. */
    private final TreeMap<Long, Long> moments = new TreeMap<>();

    private final long graceMs;
    private long scrapes;
    private long late;
    private long wholeSeconds;
    private long withPod;
    private long withStart;
    private long newestEventMs = Long.MIN_VALUE;
    private long newestAppendMs = Long.MIN_VALUE;
    private boolean rising = true;

    ClusterDigest(long graceMs) {
        this.graceMs = graceMs;
    }

    void take(Scrape scrape, int partition, long appendMs) {
        scrapes++;
        scrapePartitions.set(partition);
        wholeSeconds += scrape.timeMs() % SECOND_MS == 0 ? 1 : 0;
        withPod += scrape.podUid().isEmpty() ? 0 : 1;
        withStart += scrape.startMs() > 0 ? 1 : 0;
        delays.add(appendMs - scrape.timeMs());
        long behind = Math.max(0, clocks.getOrDefault(partition, scrape.timeMs()) - scrape.timeMs());
        disorder.add(behind);
        late += behind > graceMs ? 1 : 0;
        hear(scrape.timeMs(), partition, appendMs);
    }

    void take(Heartbeat heartbeat, int partition, long appendMs) {
        heartbeatPartitions.set(partition);
        if (!heartbeat.end()) {
            hear(heartbeat.timeMs(), partition, appendMs);
        }
    }

    private void hear(long timeMs, int partition, long appendMs) {
        clocks.merge(partition, timeMs, Math::max);
        newestEventMs = Math.max(newestEventMs, timeMs);
        newestAppendMs = Math.max(newestAppendMs, appendMs);
        if (moments.size() < MAX_MOMENTS || moments.containsKey(appendMs)) {
            moments.merge(appendMs, timeMs, Math::max);
            rising = false;
        }
    }

    /** Scrapes seen. */
    public long scrapes() {
        return scrapes;
    }

    /** Scrapes that came after their cluster's clock in their partition had passed them by more than the grace. */
    public long late() {
        return late;
    }

    /** Scrapes whose instant is a whole second. */
    public long wholeSeconds() {
        return wholeSeconds;
    }

    /** Scrapes that tell the pod's UID. */
    public long withPod() {
        return withPod;
    }

    /** Scrapes that tell when the process started. */
    public long withStart() {
        return withStart;
    }

    /** From the instant of a scrape to the broker's time of it; negative where the scrape is dated ahead. */
    public Spread delays() {
        return delays;
    }

    /** By how much the clock of a scrape's partition had passed it when it came. */
    public Spread disorder() {
        return disorder;
    }

    /** Whether heartbeats were seen in a partition. */
    public boolean beatsIn(int partition) {
        return heartbeatPartitions.get(partition);
    }

    /** Whether any heartbeat was seen. */
    public boolean beats() {
        return !heartbeatPartitions.isEmpty();
    }

    /** Whether scrapes were seen in a partition. */
    public boolean scrapesIn(int partition) {
        return scrapePartitions.get(partition);
    }

    /** The latest instant heard of, milliseconds since 1970-01-01T00:00Z. */
    public long newestEventMs() {
        return newestEventMs;
    }

    /** When the last record was written, by the broker's clock, milliseconds since 1970-01-01T00:00Z. */
    public long newestAppendMs() {
        return newestAppendMs;
    }

    /** Whether records are written as they happen, within the hour; else the past is being loaded. */
    public boolean isLive() {
        return Math.abs(delays.medianMs()) < 60 * 60 * SECOND_MS;
    }

    /** The latest instant that had been heard of when the broker's clock stood at another; empty before the first record. */
    OptionalLong clockAt(long appendMs) {
        if (!rising) {
            long newest = Long.MIN_VALUE;
            for (Map.Entry<Long, Long> moment : moments.entrySet()) {
                newest = Math.max(newest, moment.getValue());
                moment.setValue(newest);
            }
            rising = true;
        }
        Map.Entry<Long, Long> moment = moments.floorEntry(appendMs);
        return moment == null ? OptionalLong.empty() : OptionalLong.of(moment.getValue());
    }
}
