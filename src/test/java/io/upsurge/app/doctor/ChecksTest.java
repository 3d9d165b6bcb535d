package io.upsurge.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.doctor.look.ClusterView.Broker;
import io.upsurge.app.doctor.look.GroupView;
import io.upsurge.app.doctor.look.LagView;
import io.upsurge.app.doctor.look.Look;
import io.upsurge.app.doctor.look.TopicsView.Topic;
import io.upsurge.app.doctor.look.Trouble;
import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final long MINUTE = 60_000;

    @Test
    void shouldComplainOfNothingWhenAllIsWell() {
        Seen seen = Seen.healthy();

        assertThat(seen.complaints()).isEmpty();
        assertThat(found(seen, Diagnosis.VERSIONS)).contains("v1.16.2 on 10 nodes");
        assertThat(found(seen, Diagnosis.CLUSTER_SEEN)).contains("10 nodes, 210 scrapes, one every 30 s");
        assertThat(found(seen, Diagnosis.SENDER_CLOCK)).contains("0.4 s after their instant");
        assertThat(found(seen, Diagnosis.RUNS)).contains("1 member");
        assertThat(found(seen, Diagnosis.SIGNAL_NO_FAILURES)).contains("aws-api-errors");
    }

    @Test
    void shouldSayThatNothingComes() {
        assertThat(ids(Seen.nothing())).containsExactly("no-samples");
    }

    @Test
    void shouldNameABrokerThatCannotBeReachedWhereItSays() {
        Seen seen = Seen.healthy();
        seen.brokers = List.of(
                new Broker(1, "kafka-1:9092", Optional.empty()),
                new Broker(2, "10.0.0.9:9092", Optional.of("timed out")));

        assertThat(ids(seen)).containsExactly("broker-silent");
        assertThat(found(seen, Diagnosis.BROKER_SILENT))
                .startsWith("10.0.0.9:9092: ")
                .contains("timed out");
        assertThat(seen.diagnoses().hasErrors()).isFalse();
        assertThat(seen.diagnoses().hasSilence()).isTrue();
    }

    @Test
    void shouldTellRefusedCredentialsFromSilence() {
        Seen seen = Seen.healthy();
        seen.cluster = new Look.Unseen<>(Trouble.CREDENTIALS, "Authentication failed: invalid credentials");

        assertThat(ids(seen)).containsExactly("kafka-credentials");
        assertThat(seen.diagnoses().hasErrors()).isTrue();
    }

    @Test
    void shouldSayWhatRunAndIngestMayNotDo() {
        Seen seen = Seen.healthy();
        seen.topics.computeIfPresent("upsurge.anomalies", (name, topic) -> allowing(topic, AclOperation.READ));
        seen.topics.computeIfPresent("upsurge.samples", (name, topic) -> allowing(topic, AclOperation.READ));
        seen.group = new Look.Seen<>(new GroupView("Stable", 1, Set.of(AclOperation.DESCRIBE), Optional.of("denied")));

        assertThat(ids(seen)).containsExactly("run-not-permitted", "run-not-permitted", "run-not-permitted");
        assertThat(found(seen, Diagnosis.RUN_NOT_PERMITTED)).isEqualTo("run: may not Write upsurge.anomalies");
        assertThat(found(seen, Diagnosis.INGEST_NOT_PERMITTED)).endsWith("may not Write upsurge.samples");
        assertThat(seen.complaints().get(0).todo())
                .isEqualTo("kafka-acls.sh --bootstrap-server localhost:9092 --add --allow-principal User:NAME"
                        + " --operation Write --topic upsurge.anomalies");
    }

    @Test
    void shouldSeeThatReplicasDoNotSuffice() {
        Seen seen = Seen.healthy();
        seen.topics.put("upsurge.samples", new Topic(2, 3, 1, 0, 2, 1 << 20, Set.of()));
        seen.topics.put("upsurge.rollouts", new Topic(2, 3, 2, 1, 2, 1 << 20, Set.of()));
        seen.topics.put("upsurge.anomalies", new Topic(2, 3, 2, 0, 2, 1 << 20, Set.of()));
        seen.topics.put("upsurge.dead-letters", new Topic(2, 3, 3, 0, 3, 1 << 20, Set.of()));

        assertThat(ids(seen))
                .containsExactlyInAnyOrder("min-isr-unmet", "topic-leaderless", "under-replicated", "min-isr-tight");
    }

    @Test
    void shouldNameTheGraceThatWouldDoForLateScrapes() {
        Seen seen = Seen.healthy();
        for (int i = 0; i < 5; i++) {
            seen.scrape("late" + i, Seen.NOON - 3 * MINUTE, Seen.NOON, 1);
            seen.fact("late" + i, "v1.16.2", Seen.NOON - 3_600_000, Seen.NOON);
        }

        assertThat(ids(seen)).containsExactly("late-samples");
        assertThat(found(seen, Diagnosis.LATE_SAMPLES)).contains("5 of 215 scrapes", "grace of 40s", "up to 3 min");
        assertThat(seen.complaints().get(0).todo()).isEqualTo("engine.grace: 185s would do for 99.9% of them");
    }

    @Test
    void shouldSeeClocksThatDisagree() {
        Seen seen = Seen.healthy();
        seen.samples.refuse("future-dated", "upsurge.samples-0@7 key 'prod/n1': dated ahead");

        assertThat(ids(seen)).containsExactlyInAnyOrder("future-dated", "samples-refused");
    }

    @Test
    void shouldSayThatEveryRecordIsRefused() {
        Seen seen = Seen.nothing();
        seen.samples.refuse("misplaced", "upsurge.samples-0@7: in the wrong partition");

        assertThat(ids(seen)).containsExactly("all-refused");
        assertThat(seen.complaints().get(0).todo()).contains("murmur2_random");
    }

    @Test
    void shouldNameTheNearestMetricsForASignalWithoutSeries() {
        Seen seen = Seen.healthy(
                "signals.imds-get-metadata.series", "awscni_aws_api_latency_count",
                "signals.imds-latency.per", "awscni_aws_api_latency_ms_count{api=\"GetMetaData\"}",
                "signals.ec2-calls.covariate", "nothing_like_it");

        assertThat(ids(seen)).containsExactly("signal-no-series", "base-no-series", "covariate-no-series");
        assertThat(found(seen, Diagnosis.SIGNAL_NO_SERIES))
                .contains("the nearest names are awscni_aws_api_latency_ms_count, awscni_aws_api_latency_ms_sum");
        assertThat(found(seen, Diagnosis.BASE_NO_SERIES))
                .contains("the metric has other labels, such as awscni_aws_api_latency_ms_count{api=\"");
        assertThat(found(seen, Diagnosis.COVARIATE_NO_SERIES)).contains("none has a name like it");
    }

    @Test
    void shouldNameLabelsThatSeriesLackAndNodesThatLackSeries() {
        Seen seen = Seen.healthy("signals.ec2-calls.group-by", "fn,region");
        for (int node = 0; node < 15; node++) {
            Scrape bare = new Scrape(Seen.AWS_NODE, "bare" + node, Seen.NOON, "uid", 1, List.of());
            seen.take(bare, Seen.NOON);
            seen.fact("bare" + node, "v1.16.2", Seen.NOON - 3_600_000, Seen.NOON);
        }

        assertThat(ids(seen)).contains("group-label-missing", "signal-on-few-nodes");
        assertThat(found(seen, Diagnosis.GROUP_LABEL_MISSING)).contains("10 of 10 series have no label region");
        assertThat(found(seen, Diagnosis.SIGNAL_ON_FEW_NODES)).contains("on 10 of 25 nodes only");
    }

    @Test
    void shouldCompareTheIntervalSeenWithGraceAndWindow() {
        Seen seen = Seen.healthy("engine.scrape-interval", "15s", "engine.window", "20s");

        assertThat(ids(seen)).containsExactly("scrape-interval", "interval-over-window");
        assertThat(found(seen, Diagnosis.SCRAPE_INTERVAL)).contains("every 30 s, engine.grace is 25s");
    }

    @Test
    void shouldWarnNearTheLimits() {
        Seen seen = Seen.healthy("engine.max-series-per-container", "4", "engine.max-keys-per-workload", "3");

        assertThat(ids(seen)).containsExactly("series-limit", "key-limit");
    }

    @Test
    void shouldWarnOfPartitionsThatHearNothingOfACluster() {
        Seen seen = Seen.nothing();
        seen.samples.take(new Scrape(Seen.AWS_NODE, "n", Seen.NOON, "u", 1, Seen.points(1)), 0, Seen.NOON);
        seen.fact("n", "v1", Seen.NOON - MINUTE, Seen.NOON);
        seen.windows.put("prod", Seen.NOON);

        assertThat(ids(seen)).containsExactly("held-back");
        assertThat(found(seen, Diagnosis.HELD_BACK)).contains("in partition 1 of 2");

        seen.samples.take(new Scrape(Seen.AWS_NODE, "n", Seen.NOON, "u", 1, Seen.points(1)), 1, Seen.NOON);
        assertThat(ids(seen)).isEmpty();
        assertThat(found(seen, Diagnosis.NO_HEARTBEATS)).startsWith("cluster prod");
    }

    @Test
    void shouldFindNodesWithoutFactsAndFactsWithoutNodes() {
        Seen seen = Seen.healthy();
        seen.scrape("stranger", Seen.NOON, Seen.NOON, 1);
        seen.fact("silent", "v1.16.3", Seen.NOON - MINUTE, Seen.NOON);

        assertThat(ids(seen)).containsExactly("nodes-without-facts", "facts-without-samples");
        assertThat(found(seen, Diagnosis.NODES_WITHOUT_FACTS)).contains("1 of 11 nodes", "stranger");
        assertThat(found(seen, Diagnosis.FACTS_WITHOUT_SAMPLES)).contains("silent");
    }

    @Test
    void shouldTakeSamplesWithoutAnyFactForAnError() {
        Seen seen = Seen.nothing();
        for (int partition = 0; partition < Seen.PARTITIONS; partition++) {
            seen.samples.take(new Scrape(Seen.AWS_NODE, "n", Seen.NOON, "u", 1, Seen.points(1)), partition, Seen.NOON);
        }
        seen.windows.put("prod", Seen.NOON);

        assertThat(ids(seen)).containsExactly("no-facts");
    }

    @Test
    void shouldMissAWatcherThatNoLongerRepeatsItself() {
        Seen seen = Seen.healthy();
        seen.nowMs = Seen.NOON + 20 * MINUTE;

        assertThat(ids(seen)).containsExactly("samples-stopped", "watcher-silent");
    }

    @Test
    void shouldMissTheWatcherOnlyAfterWhatMakesAWorkloadBlind() {
        Seen patient = Seen.healthy("engine.blind-after", "30m");
        patient.nowMs = Seen.NOON + 20 * MINUTE;
        Seen never = Seen.healthy("engine.blind-after", "0s");
        never.nowMs = Seen.NOON + 20 * MINUTE;

        assertThat(ids(patient)).containsExactly("samples-stopped");
        assertThat(ids(never)).containsExactly("samples-stopped");
    }

    @Test
    void shouldNoticeAChangeOfVersionThatIsToldLate() {
        Seen seen = Seen.healthy();
        seen.fact("n1", "v1.16.3", Seen.NOON - 5 * MINUTE, Seen.NOON + 1_000);

        assertThat(ids(seen)).containsExactly("facts-late");
        assertThat(found(seen, Diagnosis.FACTS_LATE)).contains("1 change", "up to 5 min", "such as on n1");
    }

    @Test
    void shouldKnowThePathsThatLoseThings() {
        Seen seen = Seen.nothing();
        List<Point> sumOnly = List.of(new Point(new SeriesId("x_sum", Map.of()), 1, false));
        Workload other = new Workload("prod", "kube-system", "aws-node", "aws-node");
        for (int i = 0; i < 30; i++) {
            long timeMs = Seen.NOON / 1_000 * 1_000 - (30 - i) * 30_000L;
            for (int partition = 0; partition < Seen.PARTITIONS; partition++) {
                seen.samples.take(new Scrape(other, "n" + partition, timeMs, "", 0, sumOnly), partition, timeMs);
            }
        }

        assertThat(ids(seen)).contains("whole-seconds", "sum-without-count");
        assertThat(found(seen, Diagnosis.WHOLE_SECONDS)).contains("prometheus-kafka-adapter");
        assertThat(found(seen, Diagnosis.NO_RESTART_MARKS)).isNotEmpty();
    }

    @Test
    void shouldSuspectAReceiverThatDropsSummaries() {
        Seen seen = Seen.nothing();
        List<Point> gauges = List.of(new Point(new SeriesId("awscni_eni_allocated", Map.of()), 1, false));
        seen.take(new Scrape(Seen.AWS_NODE, "n", Seen.NOON, "u", 1, gauges), Seen.NOON);

        assertThat(ids(seen)).contains("summaries-dropped");
        assertThat(found(seen, Diagnosis.SUMMARIES_DROPPED)).contains("prometheusremotewritereceiver");
    }

    @Test
    void shouldSeeCountersThatStandStillOrFallWithoutARestart() {
        Seen still = Seen.nothing();
        Seen falling = Seen.nothing();
        for (int i = 0; i < 20; i++) {
            long timeMs = Seen.NOON - 600_000 + i * 30_000L;
            still.scrape("n", timeMs, timeMs, 100);
            falling.scrape("n", timeMs, timeMs, 100 + i - (i % 2) * 10);
        }

        assertThat(found(still, Diagnosis.NEVER_CHANGES)).startsWith("signal imds-get-metadata");
        assertThat(ids(still)).doesNotContain("counters-fall");
        assertThat(ids(falling)).contains("counters-fall");
    }

    @Test
    void shouldNotTakeARestartForTwoSenders() {
        Seen seen = Seen.nothing();
        for (int i = 0; i < 20; i++) {
            long timeMs = Seen.NOON - 600_000 + i * 30_000L;
            List<Point> points = Seen.points(100 + i % 5);
            String pod = "pod" + i / 5;
            // The first scrape after a start lacks the series that were not called yet.
            seen.take(
                    new Scrape(Seen.AWS_NODE, "n", timeMs, pod, 1 + i / 5 * 10_000L, i % 5 == 0 ? List.of() : points),
                    timeMs);
        }

        assertThat(ids(seen)).doesNotContain("counters-fall");
    }

    @Test
    void shouldSeeWhetherThePipelineRunsAndKeepsUp() {
        Seen absent = Seen.healthy();
        absent.group = new Look.Seen<>(new GroupView("Dead", 0, Set.of(), Optional.empty()));
        assertThat(ids(absent)).containsExactly("not-running");

        Seen slow = Seen.healthy();
        slow.lag = new LagView(
                Map.of("a", Seen.progress(10, 5_000), "b", Seen.progress(10, 5_000)),
                Map.of("a", Seen.progress(10, 5_100), "b", Seen.progress(20, 9_000)),
                10_000);
        slow.windows.put("prod", Seen.NOON - 30 * MINUTE);
        assertThat(ids(slow)).containsExactlyInAnyOrder("stands-still", "lag-grows", "rates-behind");

        Seen mute = Seen.healthy();
        mute.windows.clear();
        assertThat(ids(mute)).containsExactly("no-rates");
    }

    @Test
    void shouldSayWhatCouldNotBeCheckedAndWhy() {
        Seen seen = Seen.healthy();
        seen.inputs = new Look.Unseen<>(Trouble.EARLIER, "the schema registry could not be asked");

        assertThat(seen.complaints()).isEmpty();
        assertThat(seen.diagnoses().findings().get(Group.ROLLOUTS))
                .containsExactly(Diagnosis.NOT_CHECKED.at(
                        "versions, roll-out facts", "not checked: the schema registry could not be asked"));
    }

    private static Topic allowing(Topic topic, AclOperation... operations) {
        return new Topic(
                topic.partitions(),
                topic.replicas(),
                topic.fewestInSync(),
                topic.leaderless(),
                topic.minInSync(),
                topic.maxMessageBytes(),
                Set.of(operations));
    }

    private static List<String> ids(Seen seen) {
        return seen.complaints().stream()
                .map(finding -> finding.diagnosis().id())
                .toList();
    }

    private static String found(Seen seen, Diagnosis diagnosis) {
        return seen.diagnoses().all().stream()
                .filter(finding -> finding.diagnosis() == diagnosis)
                .map(finding -> finding.where() + ": " + finding.what())
                .findFirst()
                .orElse("");
    }
}
