package io.upsurge.format.otlp;

import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.PayloadDecoder;
import io.upsurge.format.ReadingSink;
import java.io.IOException;
import java.util.Map;

/**
 * Reads export requests of metrics in protobuf, as the Kafka exporter of the OpenTelemetry Collector writes them by default.
 * Attributes of the resource and of the point become labels; where both say something, the point wins. A point that cannot
 * be used is noted, and the rest is kept.
 */
public final class OtlpProtoDecoder implements PayloadDecoder {

    @Override
    public void decode(byte[] payload, ReadingSink sink, Notes notes) throws FormatException {
        ProtoFields request = new ProtoFields(payload, 0, payload.length);
        try {
            new Request(sink, notes).read(request);
        } catch (IOException e) {
            throw new FormatException("byte " + request.at() + ": not an export request: " + e.getMessage(), e);
        }
    }

    private static final class Request {
        private final OtlpReadings readings;
        private final Point point = new Point();

        Request(ReadingSink sink, Notes notes) {
            readings = new OtlpReadings(sink, notes);
        }

        void read(ProtoFields request) throws IOException {
            while (request.next()) {
                if (request.isBlock(1)) {
                    resourceMetrics(request.message());
                } else {
                    request.skip();
                }
            }
        }

        /** Reads it twice: nobody promises that the resource comes before its metrics. */
        private void resourceMetrics(ProtoFields first) throws IOException {
            Map<String, String> labels = readings.resource();
            ProtoFields second = first.again();
            while (first.next()) {
                if (first.isBlock(1)) {
                    resource(first.message(), labels);
                } else {
                    first.skip();
                }
            }
            while (second.next()) {
                if (second.isBlock(2)) {
                    scopeMetrics(second.message());
                } else {
                    second.skip();
                }
            }
        }

        private static void resource(ProtoFields resource, Map<String, String> labels) throws IOException {
            while (resource.next()) {
                if (resource.isBlock(1)) {
                    attribute(resource.message(), labels, true);
                } else {
                    resource.skip();
                }
            }
        }

        private void scopeMetrics(ProtoFields scope) throws IOException {
            while (scope.next()) {
                if (scope.isBlock(2)) {
                    metric(scope.message());
                } else {
                    scope.skip();
                }
            }
        }

        private void metric(ProtoFields fields) throws IOException {
            String name = "";
            MetricKind kind = null;
            ProtoFields data = null;
            while (fields.next()) {
                MetricKind found = MetricKind.ofField(fields.number());
                if (fields.isBlock(1)) {
                    name = fields.text();
                } else if (found != null && fields.isBlock(found.field())) {
                    kind = found;
                    data = fields.message();
                } else {
                    fields.skip();
                }
            }
            if (data != null && readings.begin(header(name, kind, data.again()))) {
                points(data, kind);
            }
        }

        private static Metric header(String name, MetricKind kind, ProtoFields data) throws IOException {
            int temporality = 0;
            boolean monotonic = false;
            while (data.next()) {
                if (data.isVarint(2)) {
                    temporality = (int) data.varint();
                } else if (data.isVarint(3)) {
                    monotonic = data.varint() != 0;
                } else {
                    data.skip();
                }
            }
            return new Metric(name, kind, temporality, monotonic);
        }

        private void points(ProtoFields data, MetricKind kind) throws IOException {
            while (data.next()) {
                if (data.isBlock(1)) {
                    point.clear();
                    point(data.message(), kind);
                    readings.point(point);
                } else {
                    data.skip();
                }
            }
        }

        private void point(ProtoFields fields, MetricKind kind) throws IOException {
            while (fields.next()) {
                boolean isNumber = kind == MetricKind.GAUGE || kind == MetricKind.SUM;
                boolean read = shared(fields, kind) || (isNumber ? number(fields) : distribution(fields, kind));
                if (!read) {
                    fields.skip();
                }
            }
        }

        /** Reads a field that points of all kinds have. */
        private boolean shared(ProtoFields fields, MetricKind kind) throws IOException {
            int attributes =
                    switch (kind) {
                        case GAUGE, SUM, SUMMARY -> 7;
                        case HISTOGRAM -> 9;
                        case EXPONENTIAL_HISTOGRAM -> 1;
                    };
            int flags = kind == MetricKind.HISTOGRAM || kind == MetricKind.EXPONENTIAL_HISTOGRAM ? 10 : 8;
            if (fields.isFixed64(2)) {
                point.startNs = fields.fixed64();
            } else if (fields.isFixed64(3)) {
                point.timeNs = fields.fixed64();
            } else if (fields.isVarint(flags)) {
                point.flags = fields.varint();
            } else if (fields.isBlock(attributes)) {
                attribute(fields.message(), point.labels, false);
            } else {
                return false;
            }
            return true;
        }

        private boolean number(ProtoFields fields) throws IOException {
            if (fields.isFixed64(4)) {
                point.value(fields.fixedDouble());
            } else if (fields.isFixed64(6)) {
                point.value((double) fields.fixed64());
            } else {
                return false;
            }
            return true;
        }

        private boolean distribution(ProtoFields fields, MetricKind kind) throws IOException {
            boolean buckets = kind == MetricKind.HISTOGRAM;
            if (fields.isFixed64(4)) {
                point.count = fields.fixed64();
            } else if (fields.isFixed64(5)) {
                point.sum(fields.fixedDouble());
            } else if (buckets && fields.isFixed64(6)) {
                point.bucketCount(fields.fixed64());
            } else if (buckets && fields.isFixed64(7)) {
                point.bound(fields.fixedDouble());
            } else if (buckets && fields.isBlock(6)) {
                for (ProtoFields packed = fields.message(); !packed.atEnd(); ) {
                    point.bucketCount(packed.fixed64());
                }
            } else if (buckets && fields.isBlock(7)) {
                for (ProtoFields packed = fields.message(); !packed.atEnd(); ) {
                    point.bound(packed.fixedDouble());
                }
            } else {
                return false;
            }
            return true;
        }

        private static void attribute(ProtoFields fields, Map<String, String> labels, boolean ofResource)
                throws IOException {
            String key = "";
            String value = null;
            while (fields.next()) {
                if (fields.isBlock(1)) {
                    key = fields.text();
                } else if (fields.isBlock(2)) {
                    value = scalar(fields.message());
                } else {
                    fields.skip();
                }
            }
            if (value != null && !key.isEmpty()) {
                labels.put(ofResource ? Names.ofResource(key) : Names.label(key), value);
            }
        }

        /** The value as text; null if it is none that a label can have, such as a list. */
        private static String scalar(ProtoFields fields) throws IOException {
            String value = null;
            while (fields.next()) {
                if (fields.isBlock(1)) {
                    value = fields.text();
                } else if (fields.isVarint(2)) {
                    value = String.valueOf(fields.varint() != 0);
                } else if (fields.isVarint(3)) {
                    value = String.valueOf(fields.varint());
                } else if (fields.isFixed64(4)) {
                    value = String.valueOf(fields.fixedDouble());
                } else {
                    fields.skip();
                }
            }
            return value;
        }
    }
}
