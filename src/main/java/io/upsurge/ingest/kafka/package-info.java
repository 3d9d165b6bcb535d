/** Writes scrapes, heartbeats and roll-out facts to Kafka. */
package io.upsurge.ingest.kafka;
