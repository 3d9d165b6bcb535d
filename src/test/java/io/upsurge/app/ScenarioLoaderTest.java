package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.simulate.SimulatedRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class ScenarioLoaderTest {
    private static final Workload WORKLOAD = new Workload("one", "kube-system", "aws-node", "aws-node");
    private static final SimulatedRecord SCRAPE =
            new SimulatedRecord.Sample(1_000, new Scrape(WORKLOAD, "n1", 900, "", 0, List.of()));
    private static final SimulatedRecord HEARTBEAT =
            new SimulatedRecord.Sample(2_000, new Heartbeat("one", 1_000, false));
    private static final SimulatedRecord FACT = new SimulatedRecord.Rollout(
            500, new RolloutFact(WORKLOAD, "n1", Version.ofTag("v1"), "", 0, 400, "simulate", ""));

    private final List<Long> progress = new ArrayList<>();

    @Test
    void shouldSendScrapesAndFactsByKeyAndHeartbeatsToEveryPartition() {
        MockProducer<byte[], byte[]> producer = producer(true);

        long sent = loader(producer).load(List.of(FACT, SCRAPE, HEARTBEAT).iterator(), progress::add);

        assertThat(sent).isEqualTo(3);
        assertThat(progress).containsExactly(3L);
        assertThat(producer.history().stream().map(ScenarioLoaderTest::describe))
                .containsExactly(
                        "facts null one/n1 null",
                        "samples null one/n1 null",
                        "samples 0 one/ null",
                        "samples 1 one/ null",
                        "samples 2 one/ null");
        assertThat(producer.flushed()).isTrue();
    }

    @Test
    void shouldReportProgressAlongTheWay() {
        Iterator<SimulatedRecord> many = Collections.nCopies(25_000, FACT).iterator();

        loader(producer(true)).load(many, progress::add);

        assertThat(progress).containsExactly(10_000L, 20_000L, 25_000L);
    }

    @Test
    void shouldStopAtTheFirstRecordTheBrokerDoesNotTake() {
        MockProducer<byte[], byte[]> producer = producer(false);
        List<SimulatedRecord> taken = new ArrayList<>();
        Iterator<SimulatedRecord> records =
                List.of(SCRAPE, FACT, SCRAPE, SCRAPE).iterator();
        Iterator<SimulatedRecord> failingAfterTwo = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public SimulatedRecord next() {
                if (taken.size() == 2) {
                    producer.errorNext(new RecordTooLargeException("too large"));
                }
                taken.add(records.next());
                return taken.get(taken.size() - 1);
            }
        };

        assertThatThrownBy(() -> loader(producer).load(failingAfterTwo, progress::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("samples")
                .hasMessageContaining("'one/n1'")
                .hasMessageContaining("too large");
        assertThat(taken).hasSize(3);
        assertThat(progress).isEmpty();
    }

    @Test
    void shouldNoticeARecordThatIsRefusedAfterTheLastWasSent() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized void flush() {
                        errorNext(new RecordTooLargeException("too large"));
                    }
                };

        assertThatThrownBy(() -> loader(producer).load(List.of(FACT).iterator(), progress::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("facts");
    }

    private static String describe(ProducerRecord<byte[], byte[]> record) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        return record.topic() + ' ' + record.partition() + ' ' + key + ' ' + record.timestamp();
    }

    private static MockProducer<byte[], byte[]> producer(boolean autoComplete) {
        return new MockProducer<>(autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ScenarioLoader loader(MockProducer<byte[], byte[]> producer) {
        Serializer<SampleRecord> samples = (topic, sample) -> sample.toString().getBytes(StandardCharsets.UTF_8);
        Serializer<RolloutFact> facts = (topic, fact) -> fact.toString().getBytes(StandardCharsets.UTF_8);
        return new ScenarioLoader(producer, samples, facts, "samples", "facts", 3);
    }
}
