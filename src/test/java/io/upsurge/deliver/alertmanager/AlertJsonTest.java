package io.upsurge.deliver.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.upsurge.deliver.LinkTemplates;
import io.upsurge.deliver.Severities;
import io.upsurge.model.Anomaly;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Workload;
import io.upsurge.words.Anomalies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AlertJsonTest {
    private static final Severities SEVERITIES = new Severities("info", "warning", "critical");
    private static final Instant NOW = Instant.parse("2026-03-02T10:20:05Z");
    private static final LinkTemplates LINKS = new LinkTemplates(
            Optional.of("https://wiki/{signal}?d={daemonset}"), Optional.empty(), Optional.of("https://u/a/{id}"));

    @Test
    void shouldBeKnownByWhatDoesNotMoveWithTheNumbers() throws Exception {
        JsonNode alert = json(Anomalies.surge(), OptionalLong.empty());

        assertThat(alert.get("labels")).isEqualTo(new JsonMapper().readTree("""
                                {"alertname": "UpsurgeSurge", "severity": "warning", "cluster": "prod",
                                 "namespace": "kube-system", "daemonset": "aws-node", "container": "aws-node",
                                 "signal": "imds-calls", "group": "GetMetadata",
                                 "from_version": "v1.15.5", "to_version": "v1.16.3"}
                                """));
    }

    @Test
    void shouldStandForFourTimesAsLongAsItIsToldAgain() throws Exception {
        JsonNode alert = json(Anomalies.surge(), OptionalLong.empty());

        assertThat(alert.get("startsAt").asText()).isEqualTo("2026-03-02T10:12:00Z");
        assertThat(alert.get("endsAt").asText()).isEqualTo("2026-03-02T10:24:05Z");
        assertThat(alert.get("generatorURL").asText()).isEqualTo("https://u/a/6f1c");
    }

    @Test
    void shouldTellWhatIsReadOnAPhone() throws Exception {
        JsonNode annotations = json(Anomalies.surge(), OptionalLong.empty()).get("annotations");

        assertThat(annotations.get("summary").asText()).hasSizeLessThan(80).startsWith("aws-node v1.16.3: GetMetadata");
        assertThat(annotations.get("description").asText()).contains("  where", "  roll-out", "  next");
        assertThat(annotations.get("runbook_url").asText()).isEqualTo("https://wiki/imds-calls?d=aws-node");
        assertThat(annotations.get("nodes").asText()).contains("41 of 43");
    }

    @Test
    void shouldNeverEndBeforeItBeginsWhateverTheClocks() throws Exception {
        Anomaly ahead = Anomalies.surge();
        long before = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();
        JsonNode over = json(ahead, OptionalLong.of(before));
        assertThat(over.get("startsAt").asText()).isEqualTo(over.get("endsAt").asText());

        JsonNode later = json(ahead, OptionalLong.of(NOW.toEpochMilli() + 60_000));
        assertThat(later.get("endsAt").asText()).isEqualTo(NOW.toString());
    }

    @Test
    void shouldLeaveOutLabelsThatABlindWorkloadDoesNotHave() throws Exception {
        JsonNode labels = json(Anomalies.blind("samples"), OptionalLong.empty()).get("labels");

        assertThat(labels.fieldNames())
                .toIterable()
                .containsExactly("alertname", "cluster", "container", "daemonset", "missing", "namespace", "severity");
        assertThat(labels.get("missing").asText()).isEqualTo("samples");
    }

    @Test
    void shouldKeepHostileNamesAsTextAndTellThemApart() throws Exception {
        Anomalies hostile = new Anomalies();
        String name = "<script>\"" + "x".repeat(10_000);
        hostile.key = new SignalKey(new Workload("c", "n", name + "1", "m"), "s", "{a=\"\\\"}\n\"}");
        JsonNode one = json(hostile.build(), OptionalLong.empty());
        hostile.key = new SignalKey(new Workload("c", "n", name + "2", "m"), "s", "{a=\"\\\"}\n\"}");
        JsonNode other = json(hostile.build(), OptionalLong.empty());

        assertThat(one.get("labels").get("daemonset").asText())
                .startsWith("<script>\"")
                .hasSizeLessThan(600);
        assertThat(one.get("labels")).isNotEqualTo(other.get("labels"));
        assertThat(one.get("annotations").get("summary").asText())
                .hasSizeLessThan(80)
                .doesNotContain("\n");
        assertThat(one.get("annotations").get("description").asText()).hasSizeLessThanOrEqualTo(8_000);
    }

    private static JsonNode json(Anomaly anomaly, OptionalLong endedMs) throws Exception {
        Alert alert = new Alert(AlertLabels.of(anomaly, SEVERITIES), anomaly, endedMs);
        return new JsonMapper()
                .readTree(new AlertJson(LINKS, Duration.ofMinutes(4), false).of(List.of(alert), NOW))
                .get(0);
    }
}
