package io.upsurge.app.alert;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upsurge.app.ChildProcess;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.app.topics.TopicProvisioner;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of a pipeline of one test, and sinks that are told of what it writes. */
final class AlertStage {
    private final Path file;
    private final UpsurgeConfig config;
    private final Contracts contracts;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    /**
     * Makes the topics.
     *
     * @param name of the pipeline, unique on the broker
     * @param sinks the items of alerts.sinks, YAML
     */
    AlertStage(EmbeddedKafka kafka, DevRegistry registry, Path dir, String name, String sinks) throws IOException {
        file = Files.writeString(dir.resolve(name + ".yaml"), """
                kafka: {bootstrap.servers: "%s", max.poll.interval.ms: 4000, heartbeat.interval.ms: 500}
                registry: {url: "%s"}
                topics: {prefix: "%s.", partitions: 2, replication-factor: 1}
                pipeline: {application-id: "%s"}
                http: {listen: "127.0.0.1:0"}
                signals:
                  - id: s
                    workload: {namespace: n, daemonset: d, container: c}
                    series: x_total
                alerts:
                  sinks:
                %s
                """.formatted(
                        kafka.bootstrapServers(), registry.url(), name, name, sinks.indent(4)));
        config = new ConfigLoader(Map.of()).load(file, List.of()).config();
        contracts = Contracts.of(config);
        try (Admin admin = Admin.create(new HashMap<>(config.kafka()))) {
            new TopicProvisioner(admin, Duration.ofSeconds(30)).createMissing(TopicPlan.of(config.topics()));
        }
        contracts.subjects().register(contracts.registry());
    }

    UpsurgeConfig config() {
        return config;
    }

    Path file() {
        return file;
    }

    /** Starts the sinks in this process. */
    Alerts alerts() {
        return Alerts.start(config, contracts, metrics, Clock.systemUTC());
    }

    /** Starts the sinks in a process of their own. */
    ChildProcess process() throws IOException {
        return ChildProcess.start("alert", "-c", file.toString());
    }

    /** Writes changes in one transaction, as the pipeline does. */
    void send(Anomaly... changes) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            for (Anomaly change : changes) {
                byte[] key = change.id().getBytes(StandardCharsets.UTF_8);
                String all = config.topics().anomalies();
                String open = config.topics().anomaliesOpen();
                byte[] value = contracts.serdes().anomalies().serializer().serialize(all, change);
                boolean over = change.state() == State.RESOLVED || change.state() == State.RETRACTED;
                var first = producer.send(new ProducerRecord<>(all, key, value));
                var second = producer.send(new ProducerRecord<>(open, key, over ? null : value));
                producer.flush();
                first.get();
                second.get();
            }
            producer.commitTransaction();
        }
    }

    /** Writes what nobody can read. */
    void sendRaw(String key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(
                    new ProducerRecord<>(config.topics().anomalies(), key.getBytes(StandardCharsets.UTF_8), value));
            producer.flush();
            sent.get();
            producer.commitTransaction();
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.remove("max.poll.interval.ms");
        settings.put("transactional.id", config.pipeline().applicationId());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sum of a counter or gauge over a sink; 0 where there is none. */
    double metric(String name, String sink) {
        return metrics.find(name).tag("sink", sink).meters().stream()
                .map(Meter::measure)
                .mapToDouble(values -> values.iterator().next().getValue())
                .sum();
    }
}
