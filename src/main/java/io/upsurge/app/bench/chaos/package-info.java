/**
 * Instances of the pipeline that are killed, stopped and started while roll-outs happen, and what must be true of their
 * results all the same.
 */
package io.upsurge.app.bench.chaos;
