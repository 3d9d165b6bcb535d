package io.upsurge.model;

/** What the samples topic carries. */
public sealed interface SampleRecord permits Scrape, Heartbeat {

    /** The cluster whose clock this record moves. */
    String cluster();

    /** Instant of the scrape, or up to which a heartbeat speaks, milliseconds since 1970-01-01T00:00Z. */
    long timeMs();
}
