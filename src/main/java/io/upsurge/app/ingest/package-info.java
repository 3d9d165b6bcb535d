/** Puts the inputs together. */
package io.upsurge.app.ingest;
