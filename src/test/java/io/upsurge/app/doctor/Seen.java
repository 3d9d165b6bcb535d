package io.upsurge.app.doctor;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.doctor.look.ClusterView;
import io.upsurge.app.doctor.look.ClusterView.Broker;
import io.upsurge.app.doctor.look.FactDigest;
import io.upsurge.app.doctor.look.GroupView;
import io.upsurge.app.doctor.look.InputsView;
import io.upsurge.app.doctor.look.LagView;
import io.upsurge.app.doctor.look.Look;
import io.upsurge.app.doctor.look.Period;
import io.upsurge.app.doctor.look.Progress;
import io.upsurge.app.doctor.look.RegistryView;
import io.upsurge.app.doctor.look.SampleDigest;
import io.upsurge.app.doctor.look.SourcesView;
import io.upsurge.app.doctor.look.TopicsView;
import io.upsurge.app.doctor.look.TopicsView.Topic;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/** A hand-made examination in which all is well, to be spoilt in one place. */
final class Seen {
    static final Workload AWS_NODE = new Workload("prod", "kube-system", "aws-node", "aws-node");
    static final long NOON = Instant.parse("2026-03-02T12:00:00.250Z").toEpochMilli();
    static final int PARTITIONS = 2;

    final UpsurgeConfig config;
    final SampleDigest samples;
    final FactDigest facts = new FactDigest();
    final Map<String, Topic> topics = new HashMap<>();
    final Map<String, Long> windows = new HashMap<>();
    List<Broker> brokers = List.of(new Broker(1, "kafka:9092", Optional.empty()));
    Look<ClusterView> cluster;
    Look<InputsView> inputs;
    Look<GroupView> group = new Look.Seen<>(new GroupView("Stable", 1, Set.of(), Optional.empty()));
    LagView lag = new LagView(Map.of(), Map.of(), 10_000);
    SourcesView sources =
            new SourcesView(new Look.Seen<>(new SourcesView.Readiness(200, "ok")), Map.of(), Map.of(), Map.of());
    long nowMs = NOON;

    private Seen(UpsurgeConfig config) {
        this.config = config;
        this.samples = new SampleDigest(config.signals(), config.engine());
        Topic topic = new Topic(PARTITIONS, 1, 1, 0, 1, 1 << 20, Set.of(AclOperation.READ, AclOperation.WRITE));
        TopicPlan.of(config.topics()).names().forEach(name -> topics.put(name, topic));
    }

    /** Nothing has been written yet. */
    static Seen nothing(String... signal) {
        Map<String, String> settings =
                new HashMap<>(Map.of("topics.replication-factor", "1", "topics.partitions", "2"));
        for (int i = 0; i < signal.length; i += 2) {
            settings.put(signal[i], signal[i + 1]);
        }
        return new Seen(ConfigLoader.shipped(settings));
    }

    /** Ten nodes, scraped every 30 s for ten minutes, with facts and heartbeats. */
    static Seen healthy(String... settings) {
        Seen seen = nothing(settings);
        for (int i = 0; i <= 20; i++) {
            long timeMs = NOON - 600_000 + i * 30_000L;
            for (int node = 0; node < 10; node++) {
                seen.scrape("n" + node, timeMs + node, timeMs + 400 + node, 100 + i);
            }
            for (int partition = 0; partition < PARTITIONS; partition++) {
                seen.samples.take(new Heartbeat("prod", timeMs, false), partition, timeMs + 500);
            }
        }
        for (int node = 0; node < 10; node++) {
            seen.fact("n" + node, "v1.16.2", NOON - 3_600_000, NOON - 60_000);
        }
        seen.windows.put("prod", NOON - 60_000);
        return seen;
    }

    void scrape(String node, long timeMs, long appendMs, double value) {
        take(new Scrape(AWS_NODE, node, timeMs, "uid-" + node, NOON - 7_200_000, points(value)), appendMs);
    }

    void take(Scrape scrape, long appendMs) {
        samples.take(scrape, Math.floorMod(scrape.node().hashCode(), PARTITIONS), appendMs);
    }

    static List<Point> points(double value) {
        Map<String, String> ok = Map.of("api", "GetMetadata", "error", "false", "status", "200");
        Map<String, String> other = Map.of("api", "AttachNetworkInterface", "error", "false", "status", "200");
        return List.of(
                new Point(new SeriesId("awscni_aws_api_latency_ms_count", ok), value, false),
                new Point(new SeriesId("awscni_aws_api_latency_ms_sum", ok), 2 * value, false),
                new Point(new SeriesId("awscni_aws_api_latency_ms_count", other), value, false),
                new Point(
                        new SeriesId("awscni_ec2api_req_count", Map.of("fn", "AttachNetworkInterface")), value, false),
                new Point(new SeriesId("awscni_eni_allocated", Map.of()), 3, false));
    }

    void fact(String node, String tag, long sinceMs, long appendMs) {
        facts.take(new RolloutFact(AWS_NODE, node, Version.ofTag(tag), "", sinceMs, appendMs, "watch", ""), appendMs);
    }

    Examination examination() {
        InputsView view = new InputsView(
                samples, new Look.Seen<>(facts), new Look.Unseen<>(null, "not looked at"), PARTITIONS, Map.of());
        return new Examination(
                config,
                new Period(Duration.ofMinutes(15), false),
                nowMs,
                cluster != null ? cluster : new Look.Seen<>(new ClusterView(brokers, Optional.of(1), 30)),
                new Look.Seen<>(new TopicsView(topics, Map.of(), List.of(), Optional.empty())),
                new Look.Seen<>(new RegistryView(List.of(), Optional.of("READWRITE"))),
                inputs != null ? inputs : new Look.Seen<>(view),
                group,
                new Look.Seen<>(lag),
                sources,
                new Look.Seen<>(windows));
    }

    /** What all checks find. */
    Diagnoses diagnoses() {
        return Diagnoses.of(Checks.all(), examination());
    }

    /** What all checks find that is not well, without notes. */
    List<Finding> complaints() {
        return diagnoses().all().stream()
                .filter(finding -> finding.severity().compareTo(Severity.NOTE) < 0)
                .toList();
    }

    static Progress progress(long committed, long end) {
        return new Progress(committed, end);
    }
}
