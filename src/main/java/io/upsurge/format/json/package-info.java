/** JSON in which servers hand out series: the HTTP API of Prometheus, and the export of VictoriaMetrics. */
package io.upsurge.format.json;
