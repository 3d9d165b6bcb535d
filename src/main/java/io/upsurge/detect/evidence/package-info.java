/**
 * The statistics: what the nodes that have not changed teach of a key's noise, and what the upgraded nodes then prove.
 * Formulas only; no life cycle, no time but the windows that are handed in.
 */
package io.upsurge.detect.evidence;
