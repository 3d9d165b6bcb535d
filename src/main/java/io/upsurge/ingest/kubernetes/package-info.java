/** The Kubernetes API: reads clusters, and writes what was rolled out in them. */
package io.upsurge.ingest.kubernetes;
