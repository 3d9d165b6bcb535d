/** The report of a replay: what the engine said, collected within bounds, as one HTML file that needs nothing else. */
package io.upsurge.app.report;
