package io.upsurge.app.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.embedded.EmbeddedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicProvisionerIT {
    private EmbeddedKafka kafka;
    private Admin admin;

    @BeforeAll
    void start() {
        kafka = EmbeddedKafka.startTemporary();
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    void stop() {
        admin.close();
        kafka.close();
    }

    @Test
    void shouldCreateWhatIsMissingOnceAndFindItAsPlanned() throws Exception {
        TopicPlan plan = plan("once.", 4);
        admin.createTopics(List.of(new NewTopic("once.anomalies", 1, (short) 1)))
                .all()
                .get();

        assertThat(provisioner().createMissing(plan))
                .containsExactly(
                        "once.samples",
                        "once.rollouts",
                        "once.version-rates",
                        "once.anomalies-open",
                        "once.dead-letters");
        assertThat(provisioner().createMissing(plan)).isEmpty();
        assertThat(new TopicCheck(admin).differences(plan))
                .as("what was there before is left as it was, and told")
                .extracting(TopicDifference::toString)
                .containsExactly(
                        "warning: topic once.anomalies: partitions is 1, should be 4",
                        "warning: topic once.anomalies: message.timestamp.type is CreateTime, should be LogAppendTime",
                        "warning: topic once.anomalies: retention.ms is 604800000, should be 31536000000");
    }

    @Test
    void shouldTellOfMissingTopicsAndUnequalPartitionsAsErrors() {
        TopicPlan plan = plan("bad.", 4);
        List<TopicSpec> topics = plan.topics();
        TopicSpec narrow =
                new TopicSpec(plan.rollouts(), 2, (short) 1, topics.get(1).settings());
        List<TopicSpec> created = List.of(topics.get(0), narrow, topics.get(2), topics.get(3), topics.get(4));
        provisioner().createMissing(new TopicPlan(created, plan.samples(), plan.rollouts()));

        assertThat(new TopicCheck(admin).differences(plan))
                .extracting(TopicDifference::toString)
                .containsExactly(
                        "warning: topic bad.rollouts: partitions is 2, should be 4",
                        "error: topic bad.dead-letters: topic is missing, should be present",
                        "error: topic bad.rollouts: partitions is 2, should be 4, as bad.samples has");
    }

    @Test
    void shouldLoseNothingThatIsWrittenRightAfterCreation() throws Exception {
        for (int round = 0; round < 3; round++) {
            TopicPlan plan = plan("fresh-" + round + ".", 8);
            provisioner().createMissing(plan);

            assertThat(failuresOfWriting(plan.samples(), 20_000)).isEmpty();
        }
    }

    @Test
    void shouldSayWhichTopicCannotBeCreatedAndWhy() {
        TopicPlan plan = TopicPlan.of(new UpsurgeConfig.Topics("three.", 1, (short) 3));

        assertThatThrownBy(() -> provisioner().createMissing(plan))
                .isInstanceOf(TopicException.class)
                .hasMessageStartingWith("cannot create topic three.samples: ")
                .hasMessageContaining("replication factor");
    }

    private List<Exception> failuresOfWriting(String topic, int records) throws InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "enable.idempotence",
                true,
                "delivery.timeout.ms",
                60_000);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] value = new byte[100];
            for (int i = 0; i < records; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, i % 8, null, value)));
            }
        }
        List<Exception> failures = new ArrayList<>();
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                failures.add(e);
            }
        }
        return failures;
    }

    private TopicProvisioner provisioner() {
        return new TopicProvisioner(admin, Duration.ofSeconds(30));
    }

    private static TopicPlan plan(String prefix, int partitions) {
        return TopicPlan.of(new UpsurgeConfig.Topics(prefix, partitions, (short) 1));
    }
}
