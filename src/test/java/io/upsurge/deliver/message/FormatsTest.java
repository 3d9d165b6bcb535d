package io.upsurge.deliver.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.upsurge.deliver.LinkTemplates;
import io.upsurge.deliver.Notice;
import io.upsurge.deliver.Notice.Event;
import io.upsurge.deliver.Severities;
import io.upsurge.deliver.http.Post;
import io.upsurge.deliver.http.PostFormat;
import io.upsurge.model.Anomaly;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Workload;
import io.upsurge.words.Anomalies;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    private static final URI SERVER = URI.create("https://events.example/v2/enqueue");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T10:20:05Z"), ZoneOffset.UTC);
    private static final LinkTemplates LINKS = new LinkTemplates(
            Optional.of("https://wiki/{signal}"),
            Optional.of("https://graph/?a=1&from={from-ms}&ds={daemonset}"),
            Optional.of("https://u/{id}"));
    private static final Severities SEVERITIES = new Severities("info", "warning", "critical");

    private final PostFormat webhook = new WebhookFormat(SERVER, Optional.of("k3y"), LINKS, CLOCK);
    private final PostFormat pagerDuty = new PagerDutyFormat(SERVER, "r0ute", true, SEVERITIES, LINKS);
    private final PostFormat slack = new SlackFormat(SERVER, LINKS);
    private final PostFormat cdEvents = new CdEventsFormat(SERVER, Optional.of("eu-1"), LINKS);

    @Test
    void shouldSignWhatAWebhookIsSent() {
        Post post = only(webhook, Event.OPENED, Anomalies.surge());

        assertThat(post.headers())
                .containsEntry("Idempotency-Key", "6f1c/3")
                .containsEntry("Upsurge-Timestamp", "1772446805")
                .containsEntry("Upsurge-Signature", new Signature("k3y").of(1_772_446_805L, post.body()));
        assertThat(new Signature("k3y").of(1, "{}"))
                .as("printf '1.{}' | openssl dgst -sha256 -hmac k3y")
                .isEqualTo("v1=50f3f7ebd799d00581aa918ac0c4e0741250032cba5e49d0011c741f4b06ae62");
    }

    @Test
    void shouldTellAWebhookTheWholeAnomaly() throws Exception {
        JsonNode json = json(only(webhook, Event.CHANGED, Anomalies.surge()));

        assertThat(json.get("event").asText()).isEqualTo("changed");
        assertThat(json.get("title").asText()).startsWith("aws-node v1.16.3");
        assertThat(json.at("/links/graph").asText()).isEqualTo("https://graph/?a=1&from=1772442090000&ds=aws-node");
        assertThat(json.at("/anomaly/level").asText()).isEqualTo("CONFIRMED");
        assertThat(json.at("/anomaly/evidence/judgedNodes").asInt()).isEqualTo(43);
        assertThat(json.get("advice")).isNotEmpty();
        assertThat(json.get("test").asBoolean()).isFalse();
    }

    @Test
    void shouldTriggerAndResolveUnderOneKeyAtPagerDuty() throws Exception {
        List<Post> opened = posts(pagerDuty, Event.OPENED, Anomalies.surge());
        JsonNode trigger = json(opened.get(0));
        JsonNode resolve = json(only(pagerDuty, Event.ENDED, Anomalies.surge()));

        assertThat(trigger.get("event_action").asText()).isEqualTo("trigger");
        assertThat(trigger.get("routing_key").asText()).isEqualTo("r0ute");
        assertThat(trigger.at("/payload/severity").asText()).isEqualTo("warning");
        assertThat(trigger.at("/payload/timestamp").asText()).isEqualTo("2026-03-02T10:20:00Z");
        assertThat(resolve.get("event_action").asText()).isEqualTo("resolve");
        assertThat(resolve.get("dedup_key")).isEqualTo(trigger.get("dedup_key"));
        assertThat(opened.get(1).url()).hasToString("https://events.example/v2/change/enqueue");
        assertThat(json(opened.get(1)).at("/payload/summary").asText())
                .isEqualTo("aws-node of cluster prod: roll-out v1.15.5 -> v1.16.3");
    }

    @Test
    void shouldTellNoRolloutOfWhatIsBlind() {
        assertThat(posts(pagerDuty, Event.OPENED, Anomalies.blind("samples"))).hasSize(1);
    }

    @Test
    void shouldKeepWithinTheLimitsOfSlackAndEscape() throws Exception {
        JsonNode json = json(only(slack, Event.OPENED, hostile()));

        assertThat(json.at("/blocks/0/text/text").asText()).hasSizeLessThanOrEqualTo(150);
        String facts = json.at("/blocks/1/text/text").asText();
        assertThat(facts)
                .hasSizeLessThanOrEqualTo(3_000)
                .startsWith("```")
                .endsWith("```")
                .doesNotContain("<", ">");
        assertThat(facts.substring(3, facts.length() - 3)).doesNotContain("```");
        assertThat(facts).contains("&lt;!channel&gt;");
        assertThat(json.at("/blocks/2/text/text").asText())
                .hasSizeLessThanOrEqualTo(3_000)
                .contains("|runbook>");
        assertThat(json.get("text").asText()).hasSizeLessThan(4_000);
    }

    @Test
    void shouldNotCutWhatIsEscapedInHalf() {
        for (int most = 8; most < 60; most++) {
            String escaped = SlackFormat.escaped("&<>".repeat(10) + "\ud83d\ude00".repeat(20), most);
            assertThat(escaped).hasSizeLessThanOrEqualTo(most);
            assertThat(escaped.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&", ";");
            assertThat(escaped.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        }
    }

    @Test
    void shouldBeACloudEventWithACdEventInIt() throws Exception {
        Post post = only(cdEvents, Event.ENDED, Anomalies.surge());
        JsonNode json = json(post);

        assertThat(post.contentType()).startsWith("application/cloudevents+json");
        assertThat(json.get("specversion").asText()).isEqualTo("1.0");
        assertThat(json.get("id").asText()).isEqualTo("6f1c/3");
        assertThat(json.get("type").asText()).isEqualTo("dev.cdevents.incident.resolved.0.2.0");
        assertThat(json.at("/data/context/type")).isEqualTo(json.get("type"));
        assertThat(json.at("/data/subject/type").asText()).isEqualTo("incident");
        assertThat(json.at("/data/subject/content/environment/id").asText()).isEqualTo("eu-1");
        assertThat(json.at("/data/subject/content/service/id").asText()).isEqualTo("kube-system/aws-node");
        assertThat(json(only(cdEvents, Event.CHANGED, Anomalies.surge()))
                        .get("type")
                        .asText())
                .isEqualTo("dev.cdevents.incident.detected.0.2.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "pagerduty", "slack", "cdevents"})
    void shouldCopeWithWhatIsBlindAndWithHostileNames(String name) throws Exception {
        PostFormat format =
                switch (name) {
                    case "webhook" -> webhook;
                    case "pagerduty" -> pagerDuty;
                    case "slack" -> slack;
                    default -> cdEvents;
                };
        for (Anomaly anomaly : List.of(Anomalies.blind("samples"), Anomalies.blind("rollouts"), hostile())) {
            for (Event event : Event.values()) {
                for (Post post : posts(format, event, anomaly)) {
                    assertThat(json(post).isObject()).isTrue();
                    assertThat(post.body()).doesNotContain("\n");
                }
            }
        }
    }

    @Test
    void shouldMarkATest() throws Exception {
        Notice test = new Notice(Event.OPENED, Anomalies.surge(), true);

        assertThat(json(webhook.posts(test).get(0)).get("test").asBoolean()).isTrue();
        for (PostFormat format : List.of(webhook, pagerDuty, slack, cdEvents)) {
            assertThat(format.posts(test).get(0).body()).contains("TEST, nothing happened: ");
        }
    }

    private static Anomaly hostile() {
        Anomalies made = new Anomalies();
        String name = "<!channel>```\"<script>&|\u202e\ud83d\ude00";
        made.key = new SignalKey(
                new Workload(name, name, name + "&".repeat(10_000), name),
                "s|>",
                "{api=\"\n" + "<>&".repeat(3_000) + "\"}");
        made.toVersion = "v".repeat(10_000);
        return made.build();
    }

    private static List<Post> posts(PostFormat format, Event event, Anomaly anomaly) {
        return format.posts(Notice.of(event, anomaly));
    }

    private static Post only(PostFormat format, Event event, Anomaly anomaly) {
        List<Post> posts = posts(format, event, anomaly);
        assertThat(posts).hasSize(1);
        return posts.get(0);
    }

    private static JsonNode json(Post post) throws Exception {
        return new JsonMapper().readTree(post.body());
    }
}
