package io.upsurge.detect;

/** What a stage met and could not use, or did on the side; each is a metric. */
public interface Counters {

    /** Kinds of event that are counted. */
    enum Event {
        /** A scrape older than its cluster's watermark; the next one carries its calls. */
        LATE_SAMPLE,
        /** A repeated scrape of a container at the same instant with nothing new. */
        DUPLICATE_SAMPLE,
        /** A series refused because its container has too many. */
        SERIES_LIMIT,
        /** A group refused because its workload has too many. */
        KEY_LIMIT,
        /** A roll-out fact later than the grace. */
        LATE_FACT,
        /** A counter reset. */
        RESET,
        /** A reset for which no roll-out fact came in time: taken for a restart of the same version. */
        UNEXPLAINED_RESET,
        /** An interval left out because the version changed within it. */
        STRADDLING,
        /** An interval left out because it was too long. */
        GAP,
        /** A scrape in which every series had ended: nothing was observed. */
        ENDED_SAMPLE,
        /** A scrape whose counters were read. */
        COUNTED_SAMPLE,
        /** Rows for a window that was closed without waiting for them. */
        LATE_PARTIAL,
        /** A node forgotten because it was silent for too long. */
        EXPIRED_NODE
    }

    /** Counts one event. */
    void count(Event event);

    /** Counters that nobody reads. */
    static Counters ignored() {
        return event -> {};
    }
}
