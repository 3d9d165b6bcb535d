/**
 * Makes the records of one roll-out: a fleet with a noise model, a pace, an effect, confounders and faults, all from one
 * seed. The same plan and seed give the same records on any machine and any Java.
 */
package io.upsurge.app.bench.detection.fleet;
