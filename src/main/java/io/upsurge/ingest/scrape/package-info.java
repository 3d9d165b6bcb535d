/** Scrapes pages of metrics itself, for clusters without a Prometheus. */
package io.upsurge.ingest.scrape;
