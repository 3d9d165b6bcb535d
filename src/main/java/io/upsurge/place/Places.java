package io.upsurge.place;

import java.util.Set;

/** Knows whose series is whose, and learns it from the series themselves. May be used by several threads. */
public interface Places {

    /** Begins a batch: a request, a scrape, a record of a topic, a chunk of a file. */
    Gathering begin();

    /**
     * Whether readings of a metric are of any use. A decoder may leave out those of others; they would only be counted, and
     * tell nothing but how far their cluster is.
     *
     * @param metric name of the metric
     */
    boolean wants(String metric);

    /** Names of all metrics that are of use: what a sender may restrict itself to. */
    Set<String> metrics();
}
