/** Topics in which others already write metrics. */
package io.upsurge.ingest.topics;
