/**
 * Stage two: all nodes of a workload together. Closes a window when every source is done with it, learns each node's
 * baseline and the fleet's index from the nodes that have not changed, and keeps the lives of anomalies.
 */
package io.upsurge.detect.fleet;
