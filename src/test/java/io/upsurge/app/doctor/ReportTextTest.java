package io.upsurge.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTextTest {
    private static final Diagnoses FOUND = found();

    private static Diagnoses found() {
        Map<Group, List<Finding>> findings = new EnumMap<>(Group.class);
        findings.put(
                Group.TOPICS,
                List.of(
                        Diagnosis.TOPIC_MISSING.at(
                                "upsurge.samples", "there is no such topic", "upsurge topics create"),
                        Diagnosis.SETTINGS_HIDDEN.at("upsurge.*", "not\nauthorized")));
        findings.put(Group.KAFKA, List.of(Diagnosis.BROKERS.at("kafka:9092", "1 broker answers")));
        findings.put(Group.CLOCKS, List.of());
        return new Diagnoses(findings);
    }

    @Test
    void shouldGiveEveryFindingALineUnderItsHeadline() {
        assertThat(new ReportText(false).of(FOUND)).isEqualTo("""
                Kafka
                  ok      brokers          kafka:9092: 1 broker answers

                Topics
                  error   topic-missing    upsurge.samples: there is no such topic
                                           why: `upsurge run` waits for it.
                                           do:  upsurge topics create
                  note    settings-hidden  upsurge.*: not\\nauthorized

                1 error, 0 warnings, 1 note, 1 ok""");
    }

    @Test
    void shouldColourTheSeverityAloneWithoutMovingAnything() {
        assertThat(new ReportText(true).of(FOUND))
                .contains("  \u001b[31merror   \u001b[0mtopic-missing    upsurge.samples: ");
    }

    @Test
    void shouldWriteOneObjectForScripts() {
        assertThat(ReportJson.of(FOUND))
                .startsWith("{\"findings\":[{\"id\":\"brokers\",\"severity\":\"OK\",\"group\":\"KAFKA\",\"where\":")
                .endsWith("\"errors\":1,\"warnings\":0,\"notes\":1,\"ok\":1}");
    }
}
