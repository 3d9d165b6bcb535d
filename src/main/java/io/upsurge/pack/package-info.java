/**
 * Compact binary form of state and of the records between the stages. Pure: bytes in memory, no I/O. Whoever packs writes a
 * format number first, so that a later release can read what an earlier one left behind.
 */
package io.upsurge.pack;
