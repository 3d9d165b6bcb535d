/**
 * The report of a replay: what the engine said, collected within bounds, as one HTML file that needs nothing else. Knows the
 * model, the detector, the replay it listens to, and the words.
 */
package io.upsurge.report;
