/**
 * Other ways to tell that an upgrade changed how often something is called, as people write them today, on the same rows
 * that our second stage sees. Each knows exactly which node runs which version.
 */
package io.upsurge.app.bench.detection.rival;
