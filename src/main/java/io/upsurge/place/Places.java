package io.upsurge.place;

/** Knows whose series is whose, and learns it from the series themselves. May be used by several threads. */
public interface Places {

    /** Begins a batch: a request, a scrape, a record of a topic, a chunk of a file. */
    Gathering begin();
}
