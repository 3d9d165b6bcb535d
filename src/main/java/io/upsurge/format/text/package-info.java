/** Text of Prometheus and OpenMetrics: pages that are scraped, and files that promtool writes. */
package io.upsurge.format.text;
