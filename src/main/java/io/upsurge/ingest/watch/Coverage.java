package io.upsurge.ingest.watch;

/**
 * How much of a DaemonSet is known.
 *
 * @param namespace its namespace
 * @param daemonset its name
 * @param desired nodes that should run it, as its status tells
 * @param updated nodes that run its newest template, as its status tells
 * @param known nodes on which a watched container of it runs
 */
public record Coverage(String namespace, String daemonset, int desired, int updated, int known) {}
