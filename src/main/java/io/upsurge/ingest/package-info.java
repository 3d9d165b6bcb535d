/** The inputs of a running pipeline, each in a room of its own, and where they write to. */
package io.upsurge.ingest;
