/**
 * Stage one: one node at a time. Puts scrapes and roll-out facts of a node in order of event time, turns counters into
 * increments, knows which version ran and whether the container is settled, and yields one row per window.
 */
package io.upsurge.detect.node;
