/** Puts more things in order than fit into memory. */
package io.upsurge.replay.sort;
