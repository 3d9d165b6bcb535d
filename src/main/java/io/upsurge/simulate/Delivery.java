package io.upsurge.simulate;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import java.util.PriorityQueue;

/** The way from the nodes to the topics: what is sent arrives a little later, and goes wrong as the scenario says. */
final class Delivery {
    /** The longest an ordinary record is on its way, milliseconds. */
    static final long MAX_LATENCY_MS = 1_000;

    private record Parcel(SimulatedRecord record, long order) implements Comparable<Parcel> {
        @Override
        public int compareTo(Parcel other) {
            int byTime = Long.compare(record.arrivalMs(), other.record.arrivalMs());
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final Faults faults;
    private final Dice dice;
    private final long lagMs;
    private final PriorityQueue<Parcel> underway = new PriorityQueue<>();
    private long sent;
    private long lastArrivalMs = Long.MIN_VALUE;

    /** A way on which everything takes {@code lagMs} longer. */
    Delivery(Faults faults, long lagMs, Dice dice) {
        this.faults = faults;
        this.lagMs = lagMs;
        this.dice = dice;
    }

    void scrape(SampleRecord scrape) {
        if (dice.chance(faults.lostScrapes())) {
            return;
        }
        for (int copies = dice.chance(faults.duplicates()) ? 2 : 1; copies > 0; copies--) {
            send(new SimulatedRecord.Sample(scrape.timeMs() + latency(), scrape));
        }
    }

    /** Sends what the scenario's faults do not concern: the facts a sender has when it starts. */
    void known(RolloutFact fact) {
        send(new SimulatedRecord.Rollout(fact.observedAtMs() + latency(), fact));
    }

    void observed(RolloutFact fact) {
        for (int copies = dice.chance(faults.duplicates()) ? 2 : 1; copies > 0; copies--) {
            long arrivalMs = fact.observedAtMs() + faults.lateFacts().toMillis() + latency();
            send(new SimulatedRecord.Rollout(arrivalMs, fact));
        }
    }

    /** Sends a heartbeat behind every scrape it speaks of. */
    void heartbeat(SampleRecord heartbeat) {
        long behind = MAX_LATENCY_MS + faults.shuffle().toMillis() + lagMs;
        send(new SimulatedRecord.Sample(heartbeat.timeMs() + behind, heartbeat));
    }

    /** Sends a heartbeat behind everything sent before. */
    void last(SampleRecord heartbeat) {
        long arrivalMs = Math.max(lastArrivalMs, heartbeat.timeMs() + lagMs);
        send(new SimulatedRecord.Sample(arrivalMs, heartbeat));
    }

    /** When the next one arrives; {@link Long#MAX_VALUE} while nothing is underway. */
    long nextArrivalMs() {
        return underway.isEmpty() ? Long.MAX_VALUE : underway.element().record().arrivalMs();
    }

    SimulatedRecord next() {
        return underway.remove().record();
    }

    private void send(SimulatedRecord record) {
        lastArrivalMs = Math.max(lastArrivalMs, record.arrivalMs());
        underway.add(new Parcel(record, sent++));
    }

    private long latency() {
        long shuffled = (long) (dice.uniform() * faults.shuffle().toMillis());
        return lagMs + shuffled + dice.between(1, MAX_LATENCY_MS);
    }
}
