/**
 * Fleets that never were: a scenario file says what happens to the nodes of a cluster, and the simulator yields every
 * scrape, roll-out fact and heartbeat of it, the same ones for the same seed on every machine. Knows {@code model} only.
 */
package io.upsurge.simulate;
