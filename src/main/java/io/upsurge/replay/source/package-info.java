/** Readers of what holds the past: files of our own records and of others, topics, a Prometheus. */
package io.upsurge.replay.source;
