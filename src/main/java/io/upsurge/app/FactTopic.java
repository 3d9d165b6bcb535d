package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** The topic of the roll-out facts, for commands that write a few. */
final class FactTopic implements OutletSource.Open {
    private static final Map<String, String> SETTINGS = Map.of(
            "client.id", "upsurge-rollout",
            "acks", "all",
            "enable.idempotence", "true",
            "max.block.ms", "20000",
            "request.timeout.ms", "10000",
            "delivery.timeout.ms", "30000");

    private final Producer<byte[], byte[]> producer;
    private final Serializer<RolloutFact> serializer;
    private final String topic;

    FactTopic(UpsurgeConfig config) {
        Map<String, Object> settings = new HashMap<>(SETTINGS);
        settings.putAll(config.kafka());
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.serializer = Contracts.of(config).serdes().rollouts().serializer();
        this.topic = config.topics().rollouts();
    }

    @Override
    public CompletableFuture<Void> write(List<? extends SampleRecord> samples, List<RolloutFact> facts) {
        if (!samples.isEmpty()) {
            throw new IllegalArgumentException("only facts can be written here");
        }
        return CompletableFuture.allOf(facts.stream().map(this::send).toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> send(RolloutFact fact) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        byte[] key = fact.nodeId().key().getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(
                new ProducerRecord<>(topic, key, serializer.serialize(topic, fact)), (metadata, error) -> {
                    if (error == null) {
                        acknowledged.complete(null);
                    } else {
                        acknowledged.completeExceptionally(
                                new IllegalStateException("topic " + topic + " did not take a fact: " + error, error));
                    }
                });
        return acknowledged;
    }

    @Override
    public void close() {
        producer.close();
    }
}
