package io.upsurge.format.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.upsurge.format.Decimal;
import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.PayloadDecoder;
import io.upsurge.format.ReadingSink;
import io.upsurge.format.json.BoundedJson;
import java.io.IOException;
import java.util.Map;

/**
 * Reads export requests of metrics in JSON, as the Kafka exporter of the OpenTelemetry Collector writes them with the
 * encoding {@code otlp_json}. Long whole numbers may be texts or numbers, enumerations numbers or names; fields that are not
 * known are ignored. Otherwise as {@link OtlpProtoDecoder}.
 */
public final class OtlpJsonDecoder implements PayloadDecoder {
    private final ObjectReader reader = new JsonMapper(BoundedJson.factory()).reader();

    @Override
    public void decode(byte[] payload, ReadingSink sink, Notes notes) throws FormatException {
        JsonNode request;
        try {
            request = reader.readTree(payload);
        } catch (IOException e) {
            throw BoundedJson.asFormat(e);
        }
        if (!request.isObject()) {
            throw new FormatException("not an export request: no object");
        }
        OtlpReadings readings = new OtlpReadings(sink, notes);
        for (JsonNode resourceMetrics : request.path("resourceMetrics")) {
            attributes(resourceMetrics.path("resource"), readings.resource(), true);
            for (JsonNode scopeMetrics : resourceMetrics.path("scopeMetrics")) {
                for (JsonNode metric : scopeMetrics.path("metrics")) {
                    metric(metric, readings);
                }
            }
        }
    }

    private static void metric(JsonNode metric, OtlpReadings readings) {
        String name = metric.path("name").asText();
        for (MetricKind kind : MetricKind.values()) {
            JsonNode data = metric.path(kind.json());
            if (data.isObject()) {
                Metric header = new Metric(
                        name, kind, temporality(data), data.path("isMonotonic").asBoolean());
                if (readings.begin(header)) {
                    Point point = new Point();
                    for (JsonNode node : data.path("dataPoints")) {
                        point(node, point, readings);
                    }
                }
            }
        }
    }

    private static int temporality(JsonNode data) {
        JsonNode temporality = data.path("aggregationTemporality");
        return switch (temporality.asText()) {
            case "AGGREGATION_TEMPORALITY_DELTA" -> 1;
            case "AGGREGATION_TEMPORALITY_CUMULATIVE" -> 2;
            default -> temporality.asInt();
        };
    }

    private static void point(JsonNode node, Point point, OtlpReadings readings) {
        point.clear();
        try {
            read(node, point);
        } catch (FormatException e) {
            readings.unreadable(e);
            return;
        }
        readings.point(point);
    }

    private static void read(JsonNode node, Point point) throws FormatException {
        point.startNs = whole(node.path("startTimeUnixNano"));
        point.timeNs = whole(node.path("timeUnixNano"));
        point.flags = whole(node.path("flags"));
        point.count = whole(node.path("count"));
        attributes(node, point.labels, false);
        if (node.has("asDouble")) {
            point.value(decimal(node.path("asDouble")));
        } else if (node.has("asInt")) {
            point.value((double) whole(node.path("asInt")));
        }
        if (node.has("sum")) {
            point.sum(decimal(node.path("sum")));
        }
        for (JsonNode count : node.path("bucketCounts")) {
            point.bucketCount(whole(count));
        }
        for (JsonNode bound : node.path("explicitBounds")) {
            point.bound(decimal(bound));
        }
    }

    private static void attributes(JsonNode holder, Map<String, String> labels, boolean ofResource) {
        for (JsonNode attribute : holder.path("attributes")) {
            String key = attribute.path("key").asText();
            JsonNode value = scalar(attribute.path("value"));
            if (!key.isEmpty() && value.isValueNode()) {
                labels.put(ofResource ? Names.ofResource(key) : Names.label(key), value.asText());
            }
        }
    }

    /** The value of an attribute; missing if it is none that a label can have, such as a list. */
    private static JsonNode scalar(JsonNode value) {
        for (String field : new String[] {"stringValue", "boolValue", "intValue", "doubleValue"}) {
            if (value.has(field)) {
                return value.get(field);
            }
        }
        return value.path("");
    }

    /** A whole number, as a number or as text; 0 where there is none. Unsigned ones beyond 63 bits keep their bits. */
    private static long whole(JsonNode node) throws FormatException {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isMissingNode() || node.isNull()) {
            return 0;
        }
        try {
            String text = node.asText();
            return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new FormatException("not a whole number of 64 bits", e);
        }
    }

    private static double decimal(JsonNode node) throws FormatException {
        return node.isNumber() ? node.doubleValue() : Decimal.parse(node.asText());
    }
}
