package io.upsurge.app.explain;

import io.upsurge.model.Anomaly;
import java.util.List;

/** What was found under an id, or the beginning of one. */
public sealed interface Lookup {

    /**
     * One anomaly.
     *
     * @param changes its changes in their order, at least one
     */
    record Found(List<Anomaly> changes) implements Lookup {

        /** Copies the list. */
        public Found {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Several anomalies.
     *
     * @param anomalies the last change of each, in the order of their ids
     */
    record Ambiguous(List<Anomaly> anomalies) implements Lookup {

        /** Copies the list. */
        public Ambiguous {
            anomalies = List.copyOf(anomalies);
        }
    }

    /**
     * None.
     *
     * @param anomalies how many there are under other ids
     * @param nearest up to three of these ids, the nearest first
     */
    record Unknown(int anomalies, List<String> nearest) implements Lookup {

        /** Copies the list. */
        public Unknown {
            nearest = List.copyOf(nearest);
        }
    }
}
