package io.upsurge.ingest.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.format.SeriesLabels;
import io.upsurge.model.DeadLetterHeaders;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.place.AnnouncedFacts;
import io.upsurge.place.Gathered;
import io.upsurge.place.Gathering;
import io.upsurge.place.Places;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final String SAMPLE =
            "{\"timestamp\":\"2026-01-02T03:04:05Z\",\"value\":\"7\",\"name\":\"m\",\"labels\":{\"__name__\":\"m\",\"node\":\"a\"%s}}";

    private final List<SeriesLabels> readings = new ArrayList<>();
    private final Places places = new Places() {
        @Override
        public Gathering begin() {
            return new Gathering() {
                @Override
                public void accept(SeriesLabels series, long timeMs, double value, boolean stale, long startMs) {
                    readings.add(series);
                }

                @Override
                public Gathered finish() {
                    return new Gathered(List.of(), List.of(), Map.of(), readings.size(), 0, 0, List.of(), 0);
                }
            };
        }

        @Override
        public boolean wants(String metric) {
            return true;
        }

        @Override
        public Set<String> metrics() {
            return Set.of();
        }
    };
    private final Batch batch = new Batch(
            List.of(
                    new TopicInput("adapter", InputFormat.ADAPTER_JSON, Optional.of("prod")),
                    new TopicInput("otlp", InputFormat.OTLP_PROTO, Optional.empty()),
                    new TopicInput("rw", InputFormat.REMOTE_WRITE, Optional.empty()),
                    new TopicInput("cd", InputFormat.CDEVENTS, Optional.empty())),
            places,
            new AnnouncedFacts(ConfigLoader.shipped(Map.of()).signals()));

    private static ConsumerRecord<byte[], byte[]> record(String topic, String value) {
        return new ConsumerRecord<>(
                topic, 3, 5, new byte[] {1}, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    private Batch.Result decode(List<ConsumerRecord<byte[], byte[]>> records) {
        return batch.decode(records, NOW_MS, 1_000);
    }

    @Test
    void shouldSayTheClusterOfSeriesThatDoNot() {
        decode(List.of(
                record("adapter", SAMPLE.formatted("")),
                record("adapter", SAMPLE.formatted(",\"cluster\":\"other\""))));

        assertThat(readings).extracting(series -> series.get("cluster")).containsExactly("prod", "other");
    }

    @Test
    void shouldKeepTheOtherRecordsBesideOnesThatCannotBeRead() {
        Batch.Result result = decode(List.of(
                record("adapter", "?"),
                record("adapter", SAMPLE.formatted("")),
                record("adapter", null),
                record("otlp", "?"),
                record("rw", "?")));

        assertThat(readings).hasSize(1);
        assertThat(result.gathered().kept()).isEqualTo(1);
        assertThat(result.letters())
                .extracting(letter -> letter.record().topic())
                .containsExactly("adapter", "adapter", "otlp", "rw");
    }

    @Test
    void shouldRefuseReadingsOfTheFuture() {
        Batch.Result result = batch.decode(List.of(record("adapter", SAMPLE.formatted(""))), 1_000_000_000_000L, 1_000);

        assertThat(readings).isEmpty();
        assertThat(result.misdated()).isEqualTo(1);
    }

    @Test
    void shouldWriteDeadLettersAsTheyCameWithTheCauseInHeaders() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        Batch.Result result = decode(List.of(record("adapter", "?")));

        assertThat(new DeadLetters(producer, "dead").write(result.letters())).isCompleted();

        assertThat(producer.history()).singleElement().satisfies(dead -> {
            assertThat(dead.topic()).isEqualTo("dead");
            assertThat(dead.key()).containsExactly(1);
            assertThat(dead.value()).containsExactly('?');
            assertThat(header(dead.headers().lastHeader(DeadLetterHeaders.CAUSE).value()))
                    .isEqualTo("undecodable");
            assertThat(header(dead.headers().lastHeader(DeadLetterHeaders.TOPIC).value()))
                    .isEqualTo("adapter");
            assertThat(header(dead.headers()
                            .lastHeader(DeadLetterHeaders.PARTITION)
                            .value()))
                    .isEqualTo("3");
            assertThat(header(
                            dead.headers().lastHeader(DeadLetterHeaders.OFFSET).value()))
                    .isEqualTo("5");
            assertThat(header(
                            dead.headers().lastHeader(DeadLetterHeaders.MESSAGE).value()))
                    .contains("not JSON");
        });
    }

    private static String header(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private static String event(String type, String subject, String nodes, String timestamp) {
        return "{\"context\":{\"version\":\"0.3.0\",\"id\":\"1\",\"source\":\"/cd\",\"type\":\"" + type
                + "\",\"timestamp\":\""
                + timestamp + "\"},\"subject\":{\"id\":\"" + subject
                + "\",\"type\":\"service\",\"content\":{\"environment\":{\"id\":\"prod\"},"
                + "\"artifactId\":\"pkg:oci/cni@sha256%3Aab?tag=v1.16.3\"}},\"customData\":{\"nodes\":[" + nodes
                + "]}}";
    }

    private static final String UPGRADED = "dev.cdevents.service.upgraded.0.1.1";
    private static final String TIME = "2026-01-02T03:04:05Z";

    @Test
    void shouldTakeTheNodesThatAnAnnouncementNames() {
        Batch.Result result = decode(List.of(record("cd", event(UPGRADED, "daemonset/aws-node", "\"b\",\"a\"", TIME))));

        assertThat(result.letters()).isEmpty();
        assertThat(result.gathered().kept()).isEqualTo(2);
        assertThat(result.gathered().facts())
                .extracting(RolloutFact::workload, RolloutFact::node, RolloutFact::version, RolloutFact::sinceMs)
                .containsExactly(
                        tuple(AWS_NODE, "b", new Version("cni", "v1.16.3", "sha256:ab", ""), 1_767_323_045_000L),
                        tuple(AWS_NODE, "a", new Version("cni", "v1.16.3", "sha256:ab", ""), 1_767_323_045_000L));
    }

    private static final Workload AWS_NODE = new Workload("prod", "kube-system", "aws-node", "aws-node");

    @Test
    void shouldReadAnAnnouncementInBinaryMode() {
        ConsumerRecord<byte[], byte[]> record = record("cd", event("", "daemonset/aws-node", "\"a\"", TIME));
        record.headers().add("ce_type", UPGRADED.getBytes(StandardCharsets.UTF_8));

        assertThat(decode(List.of(record)).gathered().facts()).hasSize(1);
    }

    @Test
    void shouldNotTakeAnAnnouncementForAFactOfNodesItDoesNotName() {
        Batch.Result result = decode(List.of(record("cd", event(UPGRADED, "daemonset/aws-node", "", TIME))));

        assertThat(result.gathered().facts()).isEmpty();
        assertThat(result.letters()).isEmpty();
        assertThat(result.notes().refusedCount()).isEqualTo(1);
        assertThat(result.notes().examples().get(0)).startsWith("cd-3@5: names no nodes in customData.nodes");
    }

    @Test
    void shouldPassOverWhatIsAboutSomethingElse() {
        Batch.Result result = decode(List.of(
                record("cd", event("dev.cdevents.pipelinerun.finished.0.2.0", "p", "", TIME)),
                record("cd", event(UPGRADED, "deployment/web", "", TIME)),
                record("cd", event(UPGRADED, "daemonset/node-exporter", "", TIME))));

        assertThat(result.gathered().filtered()).isEqualTo(3);
        assertThat(result.letters()).isEmpty();
        assertThat(result.notes().refusedCount()).isZero();
    }

    @Test
    void shouldPutAsideWhatIsNoEventAndRefuseWhatIsDatedWrongly() {
        Batch.Result result = decode(List.of(
                record("cd", "rubbish"),
                record("cd", "{}"),
                record("cd", null),
                record("cd", event(UPGRADED, "daemonset/aws-node", "\"a\"", "2126-01-02T03:04:05Z"))));

        assertThat(result.letters()).hasSize(3);
        assertThat(result.misdated()).isEqualTo(1);
        assertThat(result.gathered().facts()).isEmpty();
    }
}
