/** Explains an anomaly from its record, and works it out again from the records it came from. */
package io.upsurge.app.explain;
