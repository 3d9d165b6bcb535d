package io.upsurge.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.doctor.look.Look;
import io.upsurge.app.doctor.look.SourcesView;
import io.upsurge.app.doctor.look.SourcesView.Readiness;
import io.upsurge.app.doctor.look.Trouble;
import io.upsurge.format.Trait;
import io.upsurge.ingest.kubernetes.ClusterTrial;
import io.upsurge.ingest.kubernetes.ClusterTrial.Outcome;
import io.upsurge.ingest.scrape.PageTrial;
import io.upsurge.ingest.scrape.ScrapeTarget;
import io.upsurge.ingest.topics.InputFormat;
import io.upsurge.ingest.topics.TopicInput;
import io.upsurge.ingest.topics.TopicTrial;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourcesChecksTest {
    private static final Look<Readiness> READY = new Look.Seen<>(new Readiness(200, "ok"));

    @Test
    void shouldMissAReceiverOnlyWhereItIsEnabled() {
        Look<Readiness> refused = new Look.Unseen<>(Trouble.REFUSED, "Connection refused");

        assertThat(found(receiver(refused, "receiver.enabled", "true")))
                .containsExactly("receiver-silent: Connection refused");
        assertThat(found(receiver(refused))).containsExactly("receiver-absent: Connection refused");
        assertThat(found(receiver(new Look.Seen<>(new Readiness(503, "Kafka is silent")))))
                .containsExactly("receiver-unready: /readyz answers 503: Kafka is silent");
    }

    @Test
    void shouldWarnOfAReceiverThatTakesSamplesFromAnyone() {
        assertThat(found(receiver(READY, "receiver.listen", "0.0.0.0:9201")))
                .containsExactly(
                        "receiver-open: whoever reaches this address may write samples",
                        "receiver-ready: listens and is ready");
        assertThat(found(receiver(READY, "receiver.listen", "0.0.0.0:9201", "receiver.bearer-token", "x")))
                .containsExactly("receiver-ready: listens and is ready");
    }

    @Test
    void shouldSayWhatIsWrongWithATopicOfOthers() {
        assertThat(found(topic(Optional.empty()))).first().isEqualTo("input-missing: there is no such topic");
        assertThat(found(topic(new TopicTrial(
                        3,
                        1,
                        Optional.of("t-0@7: no JSON"),
                        Map.of(),
                        2,
                        2,
                        Optional.empty(),
                        Optional.empty(),
                        Set.of("m")))))
                .containsExactly(
                        "input-undecodable: 1 of the newest 3 records cannot be read, such as t-0@7: no JSON",
                        "receiver-ready: listens and is ready",
                        "input-read: 2 values of the newest 3 records that signals ask for");
        assertThat(found(topic(new TopicTrial(
                        3,
                        0,
                        Optional.empty(),
                        Map.of(),
                        9,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Set.of("a", "b", "c", "d")))))
                .first()
                .isEqualTo(
                        "input-unwanted: no signal asks for any series of the newest 3 records; there are a, b, c and"
                                + " 1 more");
    }

    @Test
    void shouldNameWhatASourceLosesUnlessItMayBeChance() {
        Map<Trait, Long> cut = Map.of(Trait.WHOLE_SECONDS, 3L);

        assertThat(found(topic(new TopicTrial(
                        3, 0, Optional.empty(), cut, 3, 3, Optional.empty(), Optional.empty(), Set.of()))))
                .first()
                .asString()
                .startsWith("input-lossy: times cut to whole seconds (3 times)");
        assertThat(found(topic(new TopicTrial(
                        9, 0, Optional.empty(), cut, 9, 3, Optional.empty(), Optional.empty(), Set.of()))))
                .noneMatch(finding -> finding.startsWith("input-lossy"));
        assertThat(found(topic(new TopicTrial(
                        3,
                        0,
                        Optional.empty(),
                        Map.of(Trait.GAUGE, 3L),
                        3,
                        3,
                        Optional.empty(),
                        Optional.empty(),
                        Set.of()))))
                .first()
                .asString()
                .contains("no summary and no histogram", "awscni_aws_api_latency_ms_count");
    }

    @Test
    void shouldSayOnceThatTopicsOfOthersCouldNotBeCheckedWithoutKafka() {
        Seen seen = Seen.healthy();
        TopicInput input = new TopicInput("t", InputFormat.OTLP_JSON, Optional.empty());
        seen.sources = new SourcesView(
                READY,
                Map.of(input, new Look.Unseen<>(Trouble.EARLIER, "Kafka could not be asked")),
                Map.of(),
                Map.of());

        assertThat(found(seen)).contains("not-checked: not checked: Kafka could not be asked");
    }

    @Test
    void shouldTellWhyAClusterCannotBeWatched() {
        ClusterTrial forbidden = new ClusterTrial(Outcome.FORBIDDEN, List.of("pods in kube-system"), "no role");

        assertThat(found(cluster(Optional.of(forbidden))))
                .first()
                .isEqualTo("cluster-forbidden: may not list pods in kube-system: no role");
        assertThat(cluster(Optional.of(forbidden)).complaints().get(0).todo())
                .contains("config/kubernetes/watcher-rbac.yaml");
        assertThat(found(cluster(Optional.of(new ClusterTrial(Outcome.UNAUTHORIZED, List.of(), "Unauthorized")))))
                .first()
                .isEqualTo("cluster-credentials: Unauthorized");
        assertThat(found(cluster(Optional.of(new ClusterTrial(Outcome.UNREACHABLE, List.of(), "timed out")))))
                .first()
                .isEqualTo("cluster-silent: timed out");
        assertThat(found(cluster(Optional.empty()))).first().isEqualTo("cluster-unwatched: no signal is about it");
    }

    @Test
    void shouldSayWhatIsWrongWithAPage() {
        assertThat(found(page(new Look.Unseen<>(Trouble.REFUSED, "the answer is status 404"))))
                .first()
                .isEqualTo("target-silent: cannot be scraped from here: the answer is status 404");
        assertThat(found(page(new Look.Seen<>(new PageTrial.Seen(0, 7, 0, Optional.empty())))))
                .first()
                .isEqualTo("target-unwanted: no signal asks for any of its 7 series");
        assertThat(found(page(new Look.Seen<>(new PageTrial.Seen(4, 7, 1, Optional.of("no node"))))))
                .first()
                .isEqualTo("target-rejected: 1 of 4 series that signals ask for have no place: no node");
        assertThat(found(page(new Look.Seen<>(new PageTrial.Seen(4, 7, 0, Optional.empty())))))
                .contains("target-read: 4 series that signals ask for");
    }

    private static Seen receiver(Look<Readiness> readiness, String... settings) {
        Seen seen = Seen.healthy(settings);
        seen.sources = new SourcesView(readiness, Map.of(), Map.of(), Map.of());
        return seen;
    }

    private static Seen topic(TopicTrial trial) {
        return topic(Optional.of(trial));
    }

    private static Seen topic(Optional<TopicTrial> trial) {
        Seen seen = Seen.healthy();
        TopicInput input = new TopicInput("t", InputFormat.ADAPTER_JSON, Optional.empty());
        seen.sources = new SourcesView(READY, Map.of(input, new Look.Seen<>(trial)), Map.of(), Map.of());
        return seen;
    }

    private static Seen cluster(Optional<ClusterTrial> trial) {
        Seen seen = Seen.healthy();
        seen.sources = new SourcesView(READY, Map.of(), Map.of("prod", trial), Map.of());
        return seen;
    }

    private static Seen page(Look<PageTrial.Seen> page) {
        Seen seen = Seen.healthy();
        ScrapeTarget target = new ScrapeTarget(URI.create("http://localhost:61678/metrics"), Map.of());
        seen.sources = new SourcesView(READY, Map.of(), Map.of(), Map.of(target, page));
        return seen;
    }

    private static List<String> found(Seen seen) {
        return seen.diagnoses().findings().get(Group.INPUTS).stream()
                .map(finding -> finding.diagnosis().id() + ": " + finding.what())
                .toList();
    }
}
