package io.upsurge.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.ingest.OutletBusyException;
import io.upsurge.ingest.UnwritableException;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaOutletTest {
    private static final Workload WORKLOAD = new Workload("one", "kube-system", "aws-node", "aws-node");
    private static final Scrape SCRAPE = new Scrape(WORKLOAD, "n1", 900, "", 0, List.of());
    private static final RolloutFact FACT =
            new RolloutFact(WORKLOAD, "n1", Version.ofTag("v1"), "", 0, 400, "simulate", "");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public List<PartitionInfo> partitionsFor(String topic) {
                    return IntStream.range(0, 3)
                            .mapToObj(i -> new PartitionInfo(topic, i, null, null, null))
                            .toList();
                }
            };

    @Test
    void shouldWriteScrapesAndFactsByKeyAndHeartbeatsToEveryPartition() {
        var unused = outlet().write(List.of(SCRAPE, new Heartbeat("one", 900, false)), List.of(FACT));

        assertThat(producer.history().stream()
                        .map(record -> record.topic()
                                + ' '
                                + record.partition()
                                + ' '
                                + new String(record.key(), StandardCharsets.UTF_8)))
                .containsExactly(
                        "facts null one/n1",
                        "samples null one/n1",
                        "samples 0 one/",
                        "samples 1 one/",
                        "samples 2 one/");
    }

    @Test
    void shouldBeDoneOnceEveryRecordIsAcknowledged() {
        CompletableFuture<Void> written = outlet().write(List.of(SCRAPE, SCRAPE), List.of());
        producer.completeNext();
        assertThat(written).isNotDone();

        producer.completeNext();
        assertThat(written).isCompleted();
    }

    @Test
    void shouldBeDoneAtOnceWithoutRecords() {
        assertThat(outlet().write(List.of(), List.of())).isCompleted();
    }

    static List<RuntimeException> passing() {
        return List.of(new TimeoutException("30 ms has passed"), new NotLeaderOrFollowerException());
    }

    @ParameterizedTest
    @MethodSource("passing")
    void shouldBeBusyWhenTheErrorMayPass(RuntimeException error) {
        CompletableFuture<Void> written = outlet().write(List.of(SCRAPE), List.of());
        producer.errorNext(error);

        assertThat(written)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(OutletBusyException.class);
    }

    @Test
    void shouldBeBusyWhenTheProducerHasNoRoom() {
        producer.sendException = new TimeoutException("no buffer");

        assertThat(outlet().write(List.of(SCRAPE), List.of()))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(OutletBusyException.class);
    }

    @Test
    void shouldTellARecordThatCanNeverBeWritten() {
        producer.sendException = new RecordTooLargeException("too large");

        assertThat(outlet().write(List.of(SCRAPE), List.of()))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(UnwritableException.class);
    }

    @Test
    void shouldTellARecordThatBreaksItsContract() {
        Serializer<SampleRecord> refusing = (topic, sample) -> {
            throw new SerializationException("refused");
        };

        assertThat(outlet(refusing).write(List.of(SCRAPE), List.of()))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(UnwritableException.class);
    }

    @Test
    void shouldTellAMissingRightFromBoth() {
        CompletableFuture<Void> written = outlet().write(List.of(SCRAPE), List.of());
        producer.errorNext(new TopicAuthorizationException("samples"));

        assertThat(written)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldKeepAcknowledgementsWhateverTheUserSets() {
        assertThat(ProducerSettings.of(Map.of("acks", "1", "linger.ms", "5", "enable.idempotence", "false"), "x"))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("linger.ms", "5");
    }

    private KafkaOutlet outlet() {
        return outlet((topic, sample) -> sample.toString().getBytes(StandardCharsets.UTF_8));
    }

    private KafkaOutlet outlet(Serializer<SampleRecord> samples) {
        Serializer<RolloutFact> facts = (topic, fact) -> fact.toString().getBytes(StandardCharsets.UTF_8);
        return new KafkaOutlet(producer, samples, facts, "samples", "facts");
    }
}
