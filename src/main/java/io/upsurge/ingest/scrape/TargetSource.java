package io.upsurge.ingest.scrape;

import java.util.Collection;

/** Says what is to be scraped. May be used by several threads. */
@FunctionalInterface
public interface TargetSource {

    /** All targets there are now. */
    Collection<ScrapeTarget> targets();
}
