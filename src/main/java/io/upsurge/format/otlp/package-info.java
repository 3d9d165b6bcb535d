/** Metrics of OpenTelemetry: export requests in protobuf and in JSON. */
package io.upsurge.format.otlp;
