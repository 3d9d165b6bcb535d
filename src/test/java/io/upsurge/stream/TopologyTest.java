package io.upsurge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.avro.NodeSample;
import io.upsurge.avro.SampleKind;
import io.upsurge.detect.Fleet;
import io.upsurge.detect.InMemoryEngine;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyTest {
    @TempDir
    Path stateDir;

    private TopologyHarness topology;

    @BeforeEach
    void start() {
        topology = new TopologyHarness(stateDir);
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private TestRecord<byte[], byte[]> onlyDeadLetter() {
        List<TestRecord<byte[], byte[]>> letters = topology.deadLetters();
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    @Test
    void shouldSayWhatThePureEngineSays() {
        List<Object> records = Fleet.rollout("c1", 6, 70, 40, 2.6);
        topology.sendAll(records);
        InMemoryEngine engine =
                new InMemoryEngine(3, topology.config.signals(), topology.config.engine(), topology.config.rule());
        Fleet.feed(engine, records);
        List<Anomaly> anomalies = topology.anomalies();
        assertThat(anomalies).isNotEmpty();
        assertThat(TopologyHarness.answer(topology.rates(), anomalies)).isEqualTo(engine.answer());
        assertThat(topology.openAnomalies()).hasSize(1);
    }

    @Test
    void shouldCountEverySample() {
        List<Object> records = Fleet.rollout("c1", 3, 10, 40, 1);
        topology.sendAll(records);
        long scrapes = records.stream().filter(Scrape.class::isInstance).count();
        assertThat(topology.counter("counted-sample")).isEqualTo(scrapes);
        assertThat(topology.counter("late-sample")).isZero();
    }

    @Test
    void shouldPutAnUndecodableSampleAsideAndGoOn() {
        topology.sendSample("c1/n0", "not Avro".getBytes(StandardCharsets.UTF_8));
        topology.sendAll(Fleet.rollout("c1", 3, 10, 40, 1));
        TestRecord<byte[], byte[]> letter = onlyDeadLetter();
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("not Avro");
        assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("c1/n0");
        assertThat(header(letter, "upsurge.cause")).isEqualTo("undecodable");
        assertThat(header(letter, "__streams.errors.topic")).isEqualTo("upsurge.samples");
        assertThat(header(letter, "__streams.errors.offset")).isEqualTo("0");
        assertThat(header(letter, "__streams.errors.message")).contains("magic");
        assertThat(topology.counter("refused-undecodable")).isEqualTo(1);
        assertThat(topology.rates()).isNotEmpty();
    }

    @Test
    void shouldPutAnUndecodableFactAside() {
        topology.sendRollout("c1/n0", new byte[] {0, 0});
        assertThat(header(onlyDeadLetter(), "__streams.errors.topic")).isEqualTo("upsurge.rollouts");
    }

    @Test
    void shouldRefuseARecordWithoutAValue() {
        topology.sendSample("c1/n0", null);
        assertThat(header(onlyDeadLetter(), "upsurge.cause")).isEqualTo("undecodable");
    }

    @Test
    void shouldRefuseAKeyThatIsNotTheNodeOfItsValue() {
        byte[] value = topology.encode(Fleet.scrape("c1", "n0", Fleet.START, "", 1));
        topology.sendSample("n0", value);
        topology.sendSample(null, value);
        assertThat(topology.deadLetters()).hasSize(2).allSatisfy(letter -> {
            assertThat(header(letter, "upsurge.cause")).isEqualTo("wrong-key");
            assertThat(header(letter, "__streams.errors.message")).contains("c1/n0");
        });
    }

    @Test
    void shouldRefuseASampleFromTheFuture() {
        long ahead = System.currentTimeMillis() + Duration.ofHours(1).toMillis();
        topology.send(Fleet.scrape("c1", "n0", ahead, "", 1));
        assertThat(header(onlyDeadLetter(), "upsurge.cause")).isEqualTo("future-dated");
        assertThat(topology.counter("refused-future-dated")).isEqualTo(1);
    }

    @Test
    void shouldRefuseAFactFromTheFuture() {
        long ahead = System.currentTimeMillis() + Duration.ofHours(1).toMillis();
        topology.send(Fleet.fact("c1", "n0", "B", "", ahead));
        assertThat(header(onlyDeadLetter(), "upsurge.cause")).isEqualTo("future-dated");
    }

    @Test
    void shouldRefuseASampleInSecondsInsteadOfMilliseconds() {
        topology.send(Fleet.scrape("c1", "n0", Fleet.START / 1000, "", 1));
        assertThat(header(onlyDeadLetter(), "upsurge.cause")).isEqualTo("before-2000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a\u0000b", "a\nb"})
    void shouldRefuseANodeWhoseNameWouldBreakKeys(String node) throws IOException {
        NodeSample sample = NodeSample.newBuilder()
                .setKind(SampleKind.SCRAPE)
                .setCluster("c1")
                .setNode(node)
                .setTimestamp(Fleet.START)
                .setNamespace("kube-system")
                .setDaemonset("aws-node")
                .setContainer("aws-node")
                .setSeries(List.of())
                .build();
        byte[] header = Arrays.copyOf(topology.encode(new Heartbeat("c1", Fleet.START, false)), 5);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(header);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<>(sample.getSchema()).write(sample, encoder);
        encoder.flush();
        topology.sendSample("c1/" + node, bytes.toByteArray());
        assertThat(header(onlyDeadLetter(), "upsurge.cause")).isEqualTo("undecodable");
    }

    @Test
    void shouldDropALateSampleAndLetTheNextOneCarryItsCalls() {
        topology.send(Fleet.scrape("c1", "n0", Fleet.START + 10_000, "a", 100));
        topology.send(Fleet.scrape("c1", "n1", Fleet.START + 200_000, "a", 100));
        topology.send(Fleet.scrape("c1", "n0", Fleet.START + 40_000, "a", 107));
        topology.send(Fleet.scrape("c1", "n0", Fleet.START + 190_000, "a", 130));
        topology.send(new Heartbeat("c1", Fleet.START + 300_000, true));
        assertThat(topology.counter("late-sample")).isEqualTo(1);
        assertThat(topology.rates().stream().mapToDouble(rate -> rate.calls()).sum())
                .isEqualTo(30);
    }

    @Test
    void shouldTakeAwayAnOpenAnomalyWhenItIsOver() {
        List<Object> records = Fleet.rollout("c1", 6, 70, 40, 2.6);
        topology.sendAll(records.subList(0, records.size() - 1));
        long back = Fleet.START + 71 * Fleet.MINUTE;
        for (int i = 0; i < 6; i++) {
            RolloutFact fact = Fleet.fact("c1", "n" + i, "A", "pod-c-" + i, back);
            topology.send(fact);
            for (int s = 0; s < 600; s += 30) {
                topology.send(Fleet.scrape("c1", "n" + i, back + (5 + s) * 1_000L, "pod-c-" + i, s));
                topology.send(new Heartbeat("c1", back + s * 100L, false));
            }
        }
        topology.send(new Heartbeat("c1", back + 900_000, true));
        List<Anomaly> anomalies = topology.anomalies();
        assertThat(anomalies.get(anomalies.size() - 1).resolution()).contains(Anomaly.Resolution.ROLLED_BACK);
        assertThat(topology.openAnomalies()).isEmpty();
    }

    @Test
    void shouldNotWaitForEverForNobody() {
        // One partition: the test driver's wall clock alone moves, nothing may fail.
        topology.driver.advanceWallClockTime(Duration.ofMinutes(5));
        topology.sendAll(Fleet.rollout("c1", 2, 5, 40, 1));
        assertThat(topology.rates()).isNotEmpty();
    }
}
