package io.upsurge.replay;

import io.upsurge.detect.Counters;
import io.upsurge.detect.engine.Engine;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.detect.engine.EngineStates;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.replay.sort.Cursor;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Records in the order of event time through the engine, without a broker.
 *
 * <ul>
 *   <li>Clock: that of each cluster, moved by its own records alone. Because they come in order, each of them says that
 *       everything older is here.
 *   <li>Late rule: nothing is late. A scrape that a running pipeline would have dropped for coming after the grace is
 *       counted here, and a fact is taken at the instant it speaks of, however late it was observed.
 *   <li>Threads: the nodes are spread over a fixed number of sources, so that how many threads work on them changes nothing.
 * </ul>
 */
public final class Replay {
    private static final int SOURCES = 16;

    private final Detector detector;
    private final ReplayRange range;
    private final ReplayListener listener;
    private final LongConsumer progress;

    private final Map<String, Long> clocks = new TreeMap<>();
    private final BelatedFacts belated;
    private long scrapes;
    private long samples;
    private long facts;
    private long heartbeats;
    private long outside;
    private long firstMs;
    private long lastMs;

    /**
     * Prepares a replay. It is of use once.
     *
     * @param detector what decides
     * @param range which records count
     * @param listener hears what comes of it
     * @param progress is told now and then how many records were taken
     */
    public Replay(Detector detector, ReplayRange range, ReplayListener listener, LongConsumer progress) {
        this.detector = detector;
        this.range = range;
        this.listener = listener;
        this.progress = progress;
        this.belated = new BelatedFacts(detector.settings().graceMs());
    }

    /**
     * Replays.
     *
     * @param items the records in the order of {@link ItemOrder}
     * @param workshop what to work with
     * @return what was met; the listener was told too
     * @throws IOException if the records cannot be read
     */
    public ReplayTotals run(Cursor<Item> items, Workshop workshop) throws IOException {
        EventCounts counts = new EventCounts();
        try (Conveyor conveyor = conveyor(counts, workshop)) {
            for (Item item = items.next(); item != null; item = items.next()) {
                if (!range.holds(item)) {
                    outside++;
                } else if (item instanceof Item.Fact fact) {
                    take(fact.fact(), conveyor);
                } else if (item instanceof Item.Sample sample) {
                    take(sample.record(), conveyor);
                }
            }
            clocks.forEach((cluster, lastOfIt) -> conveyor.toAll(new Heartbeat(cluster, lastOfIt, true)));
            conveyor.finish();
        }
        progress.accept(scrapes + facts + heartbeats);
        Refusals refusals = workshop.refusals();
        ReplayTotals totals = new ReplayTotals(
                scrapes,
                samples,
                facts,
                heartbeats,
                outside,
                belated.count(),
                refusals.count(),
                refusals.named(),
                firstMs,
                lastMs,
                counts.met());
        listener.end(totals);
        return totals;
    }

    private Conveyor conveyor(Counters counters, Workshop workshop) {
        Outbox[] outboxes = new Outbox[SOURCES];
        Engine engine = new Engine(
                detector,
                EngineStates.onHeap(SOURCES),
                (source, next) -> outboxes[source] = new Outbox(next, listener),
                listener,
                counters);
        return new Conveyor(engine, outboxes, listener, workshop, () -> progress.accept(scrapes + facts + heartbeats));
    }

    private void take(RolloutFact fact, Conveyor conveyor) {
        facts++;
        belated.look(fact, clocks.containsKey(fact.workload().cluster()));
        conveyor.add(source(fact.workload().cluster(), fact.node()), fact);
    }

    private void take(SampleRecord record, Conveyor conveyor) {
        passTime(record, conveyor);
        if (record instanceof Scrape scrape) {
            firstMs = scrapes == 0 ? record.timeMs() : firstMs;
            lastMs = record.timeMs();
            scrapes++;
            samples += scrape.points().size();
            conveyor.add(source(scrape.cluster(), scrape.node()), scrape);
        } else {
            heartbeats++;
        }
    }

    /**
     * Tells every source when the watermark of a cluster passes the end of a window: at the record at which a running
     * pipeline closes it, so that facts that were observed too late find the same windows closed.
     */
    private void passTime(SampleRecord record, Conveyor conveyor) {
        long graceMs = detector.settings().graceMs();
        Long before = clocks.put(record.cluster(), record.timeMs());
        if (before != null && windowOf(before - graceMs) < windowOf(record.timeMs() - graceMs)) {
            // Without a grace, other records of this instant may follow.
            long heardMs = graceMs > 0 ? record.timeMs() : record.timeMs() - 1;
            conveyor.toAll(new Heartbeat(record.cluster(), heardMs, false));
        }
    }

    private long windowOf(long timeMs) {
        return Math.floorDiv(timeMs, detector.settings().windowMs());
    }

    private static int source(String cluster, String node) {
        return Math.floorMod(31 * cluster.hashCode() + node.hashCode(), SOURCES);
    }
}
