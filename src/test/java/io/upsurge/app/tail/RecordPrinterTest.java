package io.upsurge.app.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import io.upsurge.words.Anomalies;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class RecordPrinterTest {
    private static final Deserializer<String> REFUSES = (topic, bytes) -> {
        throw new SerializationException("unknown schema id 12\nin registry");
    };

    private static final Map<String, String> CAUSE = new TreeMap<>(Map.of(
            "upsurge.cause", "dated in the future",
            "__streams.errors.topic", "upsurge.samples",
            "__streams.errors.partition", "3",
            "__streams.errors.offset", "1234",
            "__streams.errors.exception", "java.lang.IllegalArgumentException",
            "__streams.errors.message", "11 minutes\nahead"));

    @Test
    void shouldWriteWhatWasDecoded() {
        TextPrinter<String> printer =
                new TextPrinter<>((topic, bytes) -> new String(bytes, UTF_8), text -> "<" + text + ">");

        assertThat(printer.print(Records.of("k", "v", Map.of()))).isEqualTo("<v>");
        assertThat(printer.print(Records.of("k", null, Map.of())))
                .isEqualTo("2026-03-02T10:00:00Z upsurge.t-2@7 key k deletes its key");
    }

    @Test
    void shouldWriteWhereAndWhyARecordCannotBeDecoded() throws Exception {
        ConsumerRecord<byte[], byte[]> read = Records.of("prod/n\u001b", "abc", Map.of());

        assertThat(new TextPrinter<>(REFUSES, text -> text).print(read))
                .isEqualTo("2026-03-02T10:00:00Z upsurge.t-2@7 key prod/n\\u001b cannot be decoded (3 bytes):"
                        + " unknown schema id 12\\nin registry");
        JsonNode line = json(new JsonOutput<>(REFUSES).print(read));
        assertThat(line.get("error").textValue()).isEqualTo("unknown schema id 12\nin registry");
        assertThat(line.get("bytes").binaryValue()).isEqualTo("abc".getBytes(UTF_8));
        assertThat(line.has("value")).isFalse();
    }

    @Test
    void shouldWriteWhereADeadLetterCameFromAndWhy() {
        assertThat(new DeadLetterText().print(Records.of("prod/n", "abc", CAUSE)))
                .isEqualTo("2026-03-02T10:00:00Z upsurge.t-2@7 key prod/n from upsurge.samples-3@1234:"
                        + " dated in the future: java.lang.IllegalArgumentException: 11 minutes\\nahead, 3 bytes");
        assertThat(new DeadLetterText().print(Records.of("prod/n", null, Map.of())))
                .endsWith(" from unknown topic-?@?: no cause given, no value");
    }

    @Test
    void shouldWriteDeadLettersForScripts() throws Exception {
        JsonNode line = json(new DeadLetterJson().print(Records.of("prod/n", "abc", CAUSE)));

        assertThat(line.at("/headers/upsurge.cause").textValue()).isEqualTo("dated in the future");
        assertThat(line.get("bytes").binaryValue()).isEqualTo("abc".getBytes(UTF_8));
        assertThat(json(new DeadLetterJson().print(Records.of("k", null, Map.of())))
                        .get("bytes")
                        .isNull())
                .isTrue();
    }

    @Test
    void shouldWriteAnomaliesForScripts() throws Exception {
        JsonOutput<Anomaly> output = new JsonOutput<>((topic, bytes) -> Anomalies.surge());

        JsonNode line = json(output.print(Records.of("6f1c", "x", Map.of())));

        assertThat(line.get("topic").textValue()).isEqualTo("upsurge.t");
        assertThat(line.get("partition").intValue()).isEqualTo(2);
        assertThat(line.get("offset").longValue()).isEqualTo(7);
        assertThat(line.get("timestamp").textValue()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(line.get("key").textValue()).isEqualTo("6f1c");
        JsonNode value = line.get("value");
        assertThat(value.get("state").textValue()).isEqualTo("UPDATED");
        assertThat(value.get("resolution").isNull()).isTrue();
        assertThat(value.get("openedAt").textValue()).isEqualTo("2026-03-02T10:12:00Z");
        assertThat(value.at("/key/workload/daemonset").textValue()).isEqualTo("aws-node");
        assertThat(value.at("/evidence/ratio").isNumber()).isTrue();
        assertThat(value.at("/evidence/ratio").doubleValue()).isEqualTo(2.6);
        assertThat(value.at("/evidence/excludedNodes/warming").intValue()).isEqualTo(2);
        assertThat(value.at("/evidence/topNodes/1/node").textValue()).isEqualTo("ip-10-0-1-9");
        assertThat(value.get("multiple").isNumber()).isTrue();
    }

    @Test
    void shouldTellScrapesAndHeartbeatsApartForScripts() throws Exception {
        Scrape scrape = new Scrape(
                Anomalies.AWS_NODE,
                "n",
                0,
                "",
                0,
                List.of(
                        new Scrape.Point(new SeriesId("m", Map.of("l", "\u001b\u009b\n")), 4.5e9, false),
                        new Scrape.Point(new SeriesId("m", Map.of()), Double.NaN, true)));
        JsonOutput<SampleRecord> scrapes = new JsonOutput<>((topic, bytes) -> scrape);
        JsonOutput<SampleRecord> heartbeats = new JsonOutput<>((topic, bytes) -> new Heartbeat("prod", 0, true));

        String text = scrapes.print(Records.of("k", "x", Map.of()));
        JsonNode points = json(text).at("/value/points");

        assertThat(text.chars()).as("one line, ASCII, nothing a terminal obeys").allMatch(c -> c >= ' ' && c < 0x7f);
        assertThat(json(text).at("/value/kind").textValue()).isEqualTo("scrape");
        assertThat(json(text).at("/value/time").textValue()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(points.at("/0/series/labels/l").textValue()).isEqualTo("\u001b\u009b\n");
        assertThat(points.at("/0/value").isIntegralNumber()).isTrue();
        assertThat(points.at("/1/value").textValue()).isEqualTo("NaN");
        assertThat(json(heartbeats.print(Records.of("k", "x", Map.of())))
                        .at("/value/kind")
                        .textValue())
                .isEqualTo("heartbeat");
    }

    private static JsonNode json(String line) throws Exception {
        return new ObjectMapper().readTree(line);
    }
}
