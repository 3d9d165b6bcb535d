package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.ingest.kafka.KafkaOutlet;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.wire.WireSerdes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics, for commands that write a few facts: a person waits, so it is patient. */
final class FactTopic implements OutletSource.Open {
    private static final Map<String, String> SETTINGS = Map.of(
            "client.id", "upsurge-rollout",
            "acks", "all",
            "enable.idempotence", "true",
            "max.block.ms", "20000",
            "request.timeout.ms", "10000",
            "delivery.timeout.ms", "30000");

    private final KafkaOutlet outlet;

    FactTopic(UpsurgeConfig config) {
        Map<String, Object> settings = new HashMap<>(SETTINGS);
        settings.putAll(config.kafka());
        WireSerdes serdes = Contracts.of(config).serdes();
        outlet = new KafkaOutlet(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
                serdes.samples().serializer(),
                serdes.rollouts().serializer(),
                config.topics().samples(),
                config.topics().rollouts());
    }

    @Override
    public CompletableFuture<Void> write(List<? extends SampleRecord> samples, List<RolloutFact> facts) {
        return outlet.write(samples, facts);
    }

    @Override
    public void close() {
        outlet.close();
    }
}
