/**
 * {@code upsurge bench detection}: how often the detector is right, how soon, and how often it is wrong, over many made-up
 * roll-outs, beside other ways to tell.
 */
package io.upsurge.app.bench.detection;
