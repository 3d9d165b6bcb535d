/**
 * Tells people and their tools of anomalies. Each sink has a thread and a consumer group of its own; what it was told follows
 * from the topic alone.
 */
package io.upsurge.deliver;
