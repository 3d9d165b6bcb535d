/** Draws what the detector sees of a made-up roll-out: the pictures of docs/method.md. */
package io.upsurge.app.bench.pictures;
