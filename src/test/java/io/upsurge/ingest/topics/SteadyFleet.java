package io.upsurge.ingest.topics;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A fleet that calls at an even pace, and what others write of it: without keys, anywhere, and up to {@value #MOST_DELAY_MS}
 * ms late.
 */
record SteadyFleet(int nodes, int scrapes, long startMs, int partitions) {
    static final String CLUSTER = "prod";
    static final long EVERY_MS = 10_000;
    static final double MS_PER_CALL = 2.5;
    private static final int MOST_DELAY_MS = 25_000;
    private static final String METRIC = "awscni_aws_api_latency_ms";

    /** What a scrape tells. */
    record Told(double count, double sum) {}

    String node(int number) {
        return "n" + number;
    }

    private long timeMs(int node, int scrape) {
        return startMs + scrape * EVERY_MS + node * 1_000L % EVERY_MS;
    }

    private Told told(int node, int scrape) {
        double count = 100.0 * node + scrape * callsPerScrape(node);
        return new Told(count, count * MS_PER_CALL);
    }

    private static double callsPerScrape(int node) {
        return 3.0 + node % 4;
    }

    /** Calls per second of a node on average. */
    double rate() {
        double calls = 0;
        for (int node = 0; node < nodes; node++) {
            calls += callsPerScrape(node);
        }
        return calls * 1_000 / EVERY_MS / nodes;
    }

    /** All scrapes, by node and time. */
    SortedMap<String, SortedMap<Long, Told>> truth() {
        SortedMap<String, SortedMap<Long, Told>> truth = new TreeMap<>();
        for (int node = 0; node < nodes; node++) {
            SortedMap<Long, Told> all = truth.computeIfAbsent(node(node), name -> new TreeMap<>());
            for (int scrape = 0; scrape < scrapes; scrape++) {
                all.put(timeMs(node, scrape), told(node, scrape));
            }
        }
        return truth;
    }

    /** A record per sample, as prometheus-kafka-adapter writes them. */
    List<ProducerRecord<byte[], byte[]>> adapterJson(String topic) {
        Random random = new Random(7);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int scrape = 0; scrape < scrapes; scrape++) {
            for (int node = 0; node < nodes; node++) {
                long timeMs = timeMs(node, scrape);
                Told told = told(node, scrape);
                records.add(record(topic, timeMs, sample("_count", node, timeMs, told.count), random));
                records.add(record(topic, timeMs, sample("_sum", node, timeMs, told.sum), random));
            }
        }
        return inOrderOfArrival(records);
    }

    private byte[] sample(String suffix, int node, long timeMs, double value) {
        return """
                {"timestamp":"%s","value":"%s","name":"%s","labels":{"__name__":"%s","api":"GetMetadata",\
                "error":"false","namespace":"kube-system","pod":"aws-node-x%d","container":"aws-node","node":"%s"}}""".formatted(Instant.ofEpochMilli(timeMs), value, METRIC + suffix, METRIC + suffix, node, node(node))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A record per scrape of half the fleet, as an OpenTelemetry collector writes them. */
    List<ProducerRecord<byte[], byte[]>> otlpProto(String topic) {
        Random random = new Random(8);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int scrape = 0; scrape < scrapes; scrape++) {
            records.add(record(topic, timeMs(0, scrape), request(scrape, 0, nodes / 2), random));
            records.add(record(topic, timeMs(0, scrape), request(scrape, nodes / 2, nodes), random));
        }
        return inOrderOfArrival(records);
    }

    private byte[] request(int scrape, int from, int to) {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        for (int node = from; node < to; node++) {
            request.addResourceMetrics(ResourceMetrics.newBuilder()
                    .setResource(Resource.newBuilder()
                            .addAttributes(attribute("k8s.node.name", node(node)))
                            .addAttributes(attribute("k8s.namespace.name", "kube-system"))
                            .addAttributes(attribute("k8s.daemonset.name", "aws-node"))
                            .addAttributes(attribute("k8s.container.name", "aws-node"))
                            .addAttributes(attribute("k8s.pod.name", "aws-node-x" + node)))
                    .addScopeMetrics(ScopeMetrics.newBuilder()
                            .addMetrics(Metric.newBuilder()
                                    .setName(METRIC)
                                    .setSummary(Summary.newBuilder().addDataPoints(point(node, scrape))))));
        }
        return request.build().toByteArray();
    }

    private SummaryDataPoint.Builder point(int node, int scrape) {
        Told told = told(node, scrape);
        return SummaryDataPoint.newBuilder()
                .addAttributes(attribute("api", "GetMetadata"))
                .addAttributes(attribute("error", "false"))
                .setStartTimeUnixNano((startMs - 86_400_000) * 1_000_000)
                .setTimeUnixNano(timeMs(node, scrape) * 1_000_000)
                .setCount((long) told.count)
                .setSum(told.sum);
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private ProducerRecord<byte[], byte[]> record(String topic, long timeMs, byte[] value, Random random) {
        long arrivedMs = timeMs + random.nextInt(MOST_DELAY_MS);
        return new ProducerRecord<>(topic, random.nextInt(partitions), arrivedMs, null, value);
    }

    private static List<ProducerRecord<byte[], byte[]>> inOrderOfArrival(List<ProducerRecord<byte[], byte[]>> records) {
        records.sort(Comparator.comparingLong(ProducerRecord::timestamp));
        return records;
    }
}
