package io.upsurge.detect;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import io.upsurge.model.SeriesSelector;
import io.upsurge.model.Signal;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.model.WorkloadPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A small steady fleet for tests: every node calls at an even rate that depends on its version. */
public final class Fleet {
    public static final long MINUTE = 60_000;
    public static final long START = 1_708_934_400_000L; // 2024-02-26T08:00Z
    public static final SeriesId GET_METADATA = new SeriesId(
            "awscni_aws_api_latency_ms_count", Map.of("api", "GetMetadata", "error", "false", "status", "200"));
    public static final Signal SIGNAL = new Signal(
            "imds",
            new WorkloadPattern("*", "kube-system", "aws-node", "aws-node"),
            SeriesSelector.parse("awscni_aws_api_latency_ms_count{api=\"GetMetadata\"}"),
            List.of("api"),
            Signal.Kind.RATE,
            1.5,
            0.1,
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty());

    private Fleet() {}

    public static Workload workload(String cluster) {
        return new Workload(cluster, "kube-system", "aws-node", "aws-node");
    }

    public static Scrape scrape(String cluster, String node, long timeMs, String podUid, double calls) {
        return new Scrape(workload(cluster), node, timeMs, podUid, 0, List.of(new Point(GET_METADATA, calls, false)));
    }

    public static RolloutFact fact(String cluster, String node, String tag, String podUid, long sinceMs) {
        return new RolloutFact(
                workload(cluster), node, Version.ofTag(tag), podUid, sinceMs, sinceMs + 1_000, "test", "");
    }

    /**
     * Records of a fleet in the order of event time: every 30 s a scrape per node; node i moves from A to B at
     * {@code upgradeMinute + i / 2} minutes and calls {@code factor} times as often from then on.
     */
    public static List<Object> rollout(String cluster, int nodes, int minutes, int upgradeMinute, double factor) {
        List<Object> records = new ArrayList<>();
        double[] calls = new double[nodes];
        for (int i = 0; i < nodes; i++) {
            records.add(fact(cluster, "n" + i, "A", "pod-a-" + i, START - 86_400_000L));
        }
        for (long t = START; t <= START + minutes * MINUTE; t += 30_000) {
            for (int i = 0; i < nodes; i++) {
                long upgrade = START + upgradeMinute * MINUTE + i * 30_000L;
                long at = t + i * 100L;
                boolean upgraded = at >= upgrade;
                if (upgraded && at - 30_000 < upgrade) {
                    records.add(fact(cluster, "n" + i, "B", "pod-b-" + i, upgrade));
                    calls[i] = 40;
                }
                calls[i] += (5 + i % 3) * (upgraded ? factor : 1);
                records.add(scrape(cluster, "n" + i, at, (upgraded ? "pod-b-" : "pod-a-") + i, Math.floor(calls[i])));
            }
            records.add(new Heartbeat(cluster, t + 25_000, false));
        }
        records.add(new Heartbeat(cluster, START + (minutes + 5) * MINUTE, true));
        return records;
    }

    public static void feed(InMemoryEngine engine, List<Object> records) {
        for (Object record : records) {
            if (record instanceof SampleRecord sample) {
                engine.on(sample);
            } else {
                engine.on((RolloutFact) record);
            }
        }
    }

    public static long timeOf(Object record) {
        return record instanceof SampleRecord sample ? sample.timeMs() : ((RolloutFact) record).observedAtMs();
    }
}
