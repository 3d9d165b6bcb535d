package io.upsurge.replay;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;

/** A record of one of the two inputs. */
public sealed interface Item {

    /** The instant it speaks of, milliseconds since 1970-01-01T00:00Z. */
    long timeMs();

    /** Name of its cluster. */
    String cluster();

    /**
     * A scrape or heartbeat.
     *
     * @param record the scrape or heartbeat
     */
    record Sample(SampleRecord record) implements Item {
        @Override
        public long timeMs() {
            return record.timeMs();
        }

        @Override
        public String cluster() {
            return record.cluster();
        }
    }

    /**
     * A roll-out fact; its instant is that from which on it holds, of a snapshot that at which it was taken.
     *
     * @param fact the fact
     */
    record Fact(RolloutFact fact) implements Item {
        @Override
        public long timeMs() {
            return fact.timeMs();
        }

        @Override
        public String cluster() {
            return fact.workload().cluster();
        }
    }
}
