/**
 * Forms in which others write metrics: what can be read of them, before anyone asks whose series it is. Knows nothing of
 * Upsurge.
 */
package io.upsurge.format;
