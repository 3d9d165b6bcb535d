package io.upsurge.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.ChildProcess;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.app.run.Backlog;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus sends to a receiver that is killed and started again: nothing is lost, nothing comes late. */
class PrometheusIT {
    private static final List<String> NODES = List.of("n1", "n2", "n3");
    private static final int PARTITIONS = 4;
    private static final String COUNT = "awscni_aws_api_latency_ms_count";

    @TempDir
    Path dir;

    @Test
    void shouldReceiveEveryScrapeAlthoughTheReceiverIsKilled() throws Exception {
        int port = freePort();
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                DevRegistry registry = DevRegistry.start(0);
                CountingTargets targets = new CountingTargets()) {
            Map<String, String> settings =
                    Backlog.settings("rw", PARTITIONS, kafka.bootstrapServers(), registry.url(), dir);
            settings.put("receiver.listen", "127.0.0.1:" + port);
            UpsurgeConfig config = ConfigLoader.shipped(settings);
            Contracts contracts = Contracts.of(config);
            new Backlog(config, contracts).preload(List.of());
            try (ScrapeLog log = new ScrapeLog(config, contracts);
                    PrometheusProcess prometheus =
                            PrometheusProcess.start(dir, prometheusConfig(targets.address(), port), freePort())) {
                try (ChildProcess ingest = ingest(settings)) {
                    ingest.awaitErr("Receiving Prometheus remote write at http://127.0.0.1:" + port);
                    log.awaitScrapes(5);
                }
                int whenKilled = targets.served(NODES.get(0)).size();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> targets.served(NODES.get(0)).size() >= whenKilled + 5);
                try (ChildProcess ingest = ingest(settings)) {
                    log.awaitScrapes(whenKilled + 10);
                    assertThat(prometheus.own("prometheus_remote_storage_samples_failed_total"))
                            .isZero();
                    assertThat(prometheus.own("prometheus_remote_storage_samples_dropped_total"))
                            .isZero();
                    assertThat(prometheus.own("prometheus_remote_storage_samples_retried_total"))
                            .as("the receiver was away")
                            .isPositive();
                    prometheus.terminate();
                    log.awaitQuiet();
                    ingest.terminate();
                }
                for (String node : NODES) {
                    List<Double> served = targets.served(node);
                    List<Double> received = List.copyOf(log.counters(node).values());
                    assertThat(received).as(node).hasSizeGreaterThanOrEqualTo(served.size() - 1);
                    assertThat(received).as(node).isEqualTo(served.subList(0, received.size()));
                }
                assertThat(log.lateScrapes()).isZero();
                assertThat(log.heartbeats()).isNotEmpty().allMatch(beat -> beat.cluster()
                        .equals("prod"));
            }
        }
    }

    private static String prometheusConfig(String targets, int port) {
        StringBuilder text = new StringBuilder("""
                global:
                  scrape_interval: 1s
                  external_labels:
                    cluster: prod
                remote_write:
                  - url: http://127.0.0.1:%d/api/v1/write
                    queue_config:
                      max_shards: 1
                      batch_send_deadline: 500ms
                      max_backoff: 1s
                scrape_configs:
                  - job_name: aws-node
                    static_configs:
                """.formatted(port));
        for (String node : NODES) {
            text.append("      - targets: ['" + targets + "']\n")
                    .append("        labels: {__metrics_path__: /metrics/" + node + ", node: " + node
                            + ", namespace: kube-system, pod: aws-node-" + node + ", container: aws-node}\n");
        }
        return text.toString();
    }

    private static ChildProcess ingest(Map<String, String> settings) throws IOException {
        List<String> args = new ArrayList<>(List.of("ingest"));
        settings.forEach((key, value) -> args.addAll(List.of("--set", key + "=" + value)));
        return ChildProcess.start(args);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Reads the samples' topic along. */
    private static final class ScrapeLog implements AutoCloseable {
        private final KafkaConsumer<String, byte[]> consumer;
        private final Contracts contracts;
        private final Map<String, SortedMap<Long, Double>> counters = new HashMap<>();
        private final List<Heartbeat> heartbeats = new ArrayList<>();
        private final Map<Integer, Long> latestMs = new HashMap<>();
        private int late;

        ScrapeLog(UpsurgeConfig config, Contracts contracts) {
            this.contracts = contracts;
            consumer = new KafkaConsumer<>(
                    new HashMap<>(config.kafka()), new StringDeserializer(), new ByteArrayDeserializer());
            List<TopicPartition> partitions = new ArrayList<>();
            for (int p = 0; p < PARTITIONS; p++) {
                partitions.add(new TopicPartition(config.topics().samples(), p));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        private int poll() {
            int count = 0;
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                count++;
                SampleRecord sample =
                        contracts.serdes().samples().deserializer().deserialize(record.topic(), record.value());
                if (sample instanceof Heartbeat heartbeat) {
                    heartbeats.add(heartbeat);
                } else if (sample instanceof Scrape scrape) {
                    take(record.partition(), scrape);
                }
            }
            return count;
        }

        private void take(int partition, Scrape scrape) {
            long before = latestMs.merge(partition, scrape.timeMs(), Math::max);
            if (scrape.timeMs() < before - 2_000) {
                late++;
            }
            for (Scrape.Point point : scrape.points()) {
                if (point.series().metric().equals(COUNT) && point.usable()) {
                    counters.computeIfAbsent(scrape.node(), node -> new TreeMap<>())
                            .put(scrape.timeMs(), point.value());
                }
            }
        }

        void awaitScrapes(int count) {
            Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> {
                poll();
                return NODES.stream().allMatch(node -> counters(node).size() >= count);
            });
        }

        void awaitQuiet() {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> poll() + poll() + poll() + poll() == 0);
        }

        SortedMap<Long, Double> counters(String node) {
            return counters.getOrDefault(node, new TreeMap<>());
        }

        List<Heartbeat> heartbeats() {
            return heartbeats;
        }

        /** Scrapes that came more than two seconds behind a later one of their partition. */
        int lateScrapes() {
            return late;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
