/**
 * The pure detector. Knows the nouns of {@code model} and the binary form of {@code pack}; no Kafka, no clock, no logging,
 * no I/O. Stage one ({@code node}) turns counters of single nodes into rows per window; stage two ({@code fleet}) puts the
 * rows of a workload together, learns baselines and lets a {@code rule} judge.
 */
package io.upsurge.detect;
