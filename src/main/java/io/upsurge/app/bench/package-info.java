/** Measures the pipeline on an embedded broker beside the floors it stands on: the plain consumer and an empty topology. */
package io.upsurge.app.bench;
