package io.upsurge.ingest.scrape;

import java.time.Duration;

/**
 * How targets are scraped.
 *
 * @param interval time between two scrapes of a target
 * @param timeout how long an answer may take, from the first byte sent to the last byte received
 * @param concurrency how many targets are scraped at once
 * @param maxBytes how large a page may be, in bytes, packed and unpacked
 */
public record ScrapeSettings(Duration interval, Duration timeout, int concurrency, int maxBytes) {}
