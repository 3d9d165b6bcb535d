/** The receiver of Prometheus remote write. */
package io.upsurge.ingest.remotewrite;
