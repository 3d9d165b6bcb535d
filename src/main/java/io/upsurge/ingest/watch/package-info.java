/** What runs where, put together from the objects of a cluster: pure, and fed by whoever reads the cluster. */
package io.upsurge.ingest.watch;
