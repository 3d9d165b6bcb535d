/** Tells a cluster of what was found in it, as events. */
package io.upsurge.deliver.kubernetes;
