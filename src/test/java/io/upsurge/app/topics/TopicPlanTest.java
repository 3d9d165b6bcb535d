package io.upsurge.app.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.UpsurgeConfig;
import org.junit.jupiter.api.Test;

class TopicPlanTest {
    private static final long DAY_MS = 86_400_000L;

    private final TopicPlan plan = TopicPlan.of(new UpsurgeConfig.Topics("blue.", 6, (short) 3));

    @Test
    void shouldNameTheSixTopicsInTheOrderOfFlow() {
        assertThat(plan.names())
                .containsExactly(
                        "blue.samples",
                        "blue.rollouts",
                        "blue.version-rates",
                        "blue.anomalies",
                        "blue.anomalies-open",
                        "blue.dead-letters");
    }

    @Test
    void shouldGiveEveryTopicTheConfiguredShapeAndTheClockOfTheBroker() {
        assertThat(plan.topics()).allSatisfy(topic -> {
            assertThat(topic.partitions()).isEqualTo(6);
            assertThat(topic.replicationFactor()).isEqualTo((short) 3);
            assertThat(topic.settings()).containsEntry("message.timestamp.type", "LogAppendTime");
        });
    }

    @Test
    void shouldKeepEachTopicAsLongAsItIsNeeded() {
        assertKept("blue.samples", 7);
        assertKept("blue.rollouts", 90);
        assertKept("blue.version-rates", 30);
        assertKept("blue.anomalies", 365);
        assertKept("blue.dead-letters", 14);
        assertThat(topic("blue.anomalies-open").settings())
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("retention.ms");
    }

    private void assertKept(String name, int days) {
        assertThat(topic(name).settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", String.valueOf(days * DAY_MS));
    }

    private TopicSpec topic(String name) {
        return plan.topics().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
