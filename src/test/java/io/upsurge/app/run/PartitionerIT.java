package io.upsurge.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.detect.Counters.Event;
import io.upsurge.detect.Fleet;
import io.upsurge.model.NodeId;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender with another partitioner would split a node over two tasks; its records are refused, with the reason. */
class PartitionerIT {
    private static final int PARTITIONS = 4;
    private static final String ASTRAY = "n3";

    @TempDir
    Path stateDir;

    @Test
    void shouldRefuseWhatLiesInTheWrongPartition() {
        List<Object> records = Fleet.rollout("c1", 8, 10, 5, 1.0);
        long right = records.stream()
                .filter(record ->
                        record instanceof Scrape scrape && !scrape.node().equals(ASTRAY))
                .count();
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                DevRegistry registry = DevRegistry.start(0)) {
            UpsurgeConfig config = ConfigLoader.shipped(
                    Backlog.settings("astray", PARTITIONS, kafka.bootstrapServers(), registry.url(), stateDir));
            Contracts contracts = Contracts.of(config);
            Backlog backlog = new Backlog(config, contracts);
            backlog.preload(List.of());
            List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
            List<ProducerRecord<byte[], byte[]>> astray = new ArrayList<>();
            for (Object record : records) {
                for (ProducerRecord<byte[], byte[]> encoded : backlog.encode(record)) {
                    if (isAstray(record)) {
                        ProducerRecord<byte[], byte[]> misplaced = misplaced(encoded);
                        astray.add(misplaced);
                        sent.add(misplaced);
                    } else {
                        sent.add(encoded);
                    }
                }
            }
            backlog.sendEncoded(sent);
            try (Pipeline pipeline = new Pipeline(config, PARTITIONS, contracts.forTopology());
                    DeadLetters refused = new DeadLetters(config)) {
                pipeline.start();
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> pipeline.count(Event.COUNTED_SAMPLE) >= right
                                && refused.readAll().size() >= astray.size());
                assertThat(pipeline.count(Event.COUNTED_SAMPLE)).isEqualTo(right);
                assertThat(refused.readAll())
                        .hasSize(astray.size())
                        .allSatisfy(letter -> assertMisplaced(letter, config.topics()))
                        .map(ConsumerRecord::value)
                        .containsExactlyInAnyOrderElementsOf(
                                astray.stream().map(ProducerRecord::value).toList());
                assertThat(refused.readAll())
                        .map(letter -> DeadLetters.header(letter, "__streams.errors.topic")
                                + DeadLetters.header(letter, "__streams.errors.offset"))
                        .doesNotHaveDuplicates();
            }
        }
    }

    private static boolean isAstray(Object record) {
        return (record instanceof Scrape scrape && scrape.node().equals(ASTRAY))
                || (record instanceof RolloutFact fact && fact.node().equals(ASTRAY));
    }

    private static int wrongPartition() {
        byte[] key = new NodeId("c1", ASTRAY).key().getBytes(StandardCharsets.UTF_8);
        return (Utils.toPositive(Utils.murmur2(key)) + 1) % PARTITIONS;
    }

    private static ProducerRecord<byte[], byte[]> misplaced(ProducerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(record.topic(), wrongPartition(), record.key(), record.value());
    }

    private static void assertMisplaced(ConsumerRecord<byte[], byte[]> letter, UpsurgeConfig.Topics topics) {
        assertThat(DeadLetters.header(letter, "upsurge.cause")).isEqualTo("misplaced");
        assertThat(DeadLetters.header(letter, "__streams.errors.topic")).isIn(topics.samples(), topics.rollouts());
        assertThat(DeadLetters.header(letter, "__streams.errors.partition"))
                .isEqualTo(String.valueOf(wrongPartition()));
        assertThat(DeadLetters.header(letter, "__streams.errors.offset")).containsOnlyDigits();
        assertThat(DeadLetters.header(letter, "__streams.errors.message")).contains("another partitioner");
        assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("c1/" + ASTRAY);
    }
}
