package io.upsurge.ingest.scrape;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * A page to scrape.
 *
 * @param url its address, http or https
 * @param labels what its series are labelled with, by the names that the configuration gives these labels
 */
public record ScrapeTarget(URI url, Map<String, String> labels) {

    /** Copies the labels, without empty ones. */
    public ScrapeTarget {
        TreeMap<String, String> given = new TreeMap<>(labels);
        given.values().removeIf(String::isEmpty);
        labels = Map.copyOf(given);
    }

    /** A number that is the same for a target whenever and wherever it is asked for. */
    int hash() {
        return url.toString().hashCode() * 0x9E3779B9;
    }
}
