package io.upsurge.app.bench.detection.fleet;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Brings the records to the sink, late, twice or not at all where the fault wants it. */
final class Delivery {
    private static final double LOST_SHARE = 0.01;
    private static final double MORE_LOST_SHARE = 0.05;
    private static final double TOUCHED_SHARE = 0.1;
    private static final long LATE_SCRAPE_MS = 30_000;
    private static final long LATE_FACT_MS = 180_000;
    private static final long FACT_AGAIN_MS = 60_000;

    private final RecordSink sink;
    private final Fault fault;
    private final Noise losses;
    private final Noise touches;
    private final PriorityQueue<Held> held =
            new PriorityQueue<>(Comparator.comparingLong(Held::atMs).thenComparingLong(Held::number));
    private long number;

    private record Held(long atMs, long number, Object record) {}

    /**
     * A delivery.
     *
     * @param losses decides which scrapes are lost: the same ones with and without another fault
     * @param touches decides everything else
     */
    Delivery(RecordSink sink, Fault fault, Noise losses, Noise touches) {
        this.sink = sink;
        this.fault = fault;
        this.losses = losses;
        this.touches = touches;
    }

    /** Whether the next scrape of a node is lost. */
    boolean loses() {
        return losses.uniform() < (fault == Fault.MISSING ? MORE_LOST_SHARE : LOST_SHARE);
    }

    /** Delivers what is due by then. */
    void to(long nowMs) {
        while (!held.isEmpty() && held.peek().atMs <= nowMs) {
            Object record = held.poll().record;
            if (record instanceof SampleRecord sample) {
                sink.sample(sample);
            } else {
                sink.fact((RolloutFact) record);
            }
        }
    }

    void scrape(SampleRecord scrape, long nowMs) {
        boolean touched =
                (fault == Fault.DUPLICATES || fault == Fault.OUT_OF_ORDER) && touches.uniform() < TOUCHED_SHARE;
        if (touched && fault == Fault.OUT_OF_ORDER) {
            hold(scrape, nowMs + touches.below((int) LATE_SCRAPE_MS));
            return;
        }
        sink.sample(scrape);
        if (touched) {
            hold(scrape, nowMs + touches.below((int) LATE_SCRAPE_MS));
        }
    }

    void fact(RolloutFact fact, long nowMs) {
        switch (fault) {
            case LATE_FACTS -> hold(fact, nowMs + LATE_FACT_MS);
            case MISSING_FACTS -> {
                if (touches.uniform() >= TOUCHED_SHARE) {
                    sink.fact(fact);
                }
            }
            case DUPLICATE_FACTS -> {
                sink.fact(fact);
                hold(again(fact, FACT_AGAIN_MS), nowMs + FACT_AGAIN_MS);
                hold(again(fact, 2 * FACT_AGAIN_MS), nowMs + 2 * FACT_AGAIN_MS);
            }
            default -> sink.fact(fact);
        }
    }

    private static RolloutFact again(RolloutFact fact, long laterMs) {
        return new RolloutFact(
                fact.workload(),
                fact.node(),
                fact.version(),
                fact.podUid(),
                fact.sinceMs(),
                fact.observedAtMs() + laterMs,
                fact.source(),
                fact.zone(),
                fact.differences());
    }

    private void hold(Object record, long atMs) {
        held.add(new Held(atMs, number++, record));
    }
}
