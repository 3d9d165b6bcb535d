package io.upsurge.app.bench;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A fleet of {@code aws-node} containers whose counters rise evenly with a little noise. In the third quarter the nodes move
 * from v1.16.2 to v1.16.3 one after the other; from then on a node calls GetMetadata 2.6 times as often, and everything else
 * as before. The same plan gives the same records.
 */
final class BenchFleet {
    static final String CLUSTER = "bench";
    /** The only signal in which there is something to find. */
    static final String SURGING_SIGNAL = "imds-get-metadata";

    private static final long START_MS = 1_708_934_400_000L; // 2024-02-26T08:00Z
    private static final long USUAL_INTERVAL_MS = 30_000;
    private static final long WINDOW_MS = 60_000;
    private static final long DAY_MS = 86_400_000;
    private static final double SURGE = 2.6;

    private final BenchPlan plan;
    private final long intervalMs;
    private final Workload workload = new Workload(CLUSTER, "kube-system", "aws-node", "aws-node");
    private final List<SeriesId> series = new ArrayList<>();
    private final List<String> nodeNames = new ArrayList<>();

    /** Where the records go, in the order of event time. */
    interface Sink {
        /** A scrape, a piece of one, or a heartbeat. */
        void sample(SampleRecord sample);

        /** A roll-out fact. */
        void fact(RolloutFact fact);
    }

    BenchFleet(BenchPlan plan) {
        this(plan, USUAL_INTERVAL_MS);
    }

    /** As above, with another time between two scrapes of a node, milliseconds. */
    BenchFleet(BenchPlan plan, long intervalMs) {
        this.plan = plan;
        this.intervalMs = intervalMs;
        for (int i = 0; i < plan.series(); i++) {
            series.add(seriesOf(i));
        }
        for (int node = 0; node < plan.nodes(); node++) {
            nodeNames.add(nodeName(node));
        }
    }

    static String nodeName(int node) {
        return "ip-10-" + node / 62_500 % 250 + '-' + node / 250 % 250 + '-' + node % 250
                + ".eu-central-1.compute.internal";
    }

    /** Every series has a group of its own. */
    static SeriesId seriesOf(int index) {
        if (index == 0) {
            return latencyCount("GetMetadata");
        }
        return index % 2 == 0
                ? latencyCount("DescribeThing" + index)
                : new SeriesId("awscni_ec2api_req_count", Map.of("fn", "DescribeThingWithContext" + index));
    }

    private static SeriesId latencyCount(String api) {
        return new SeriesId("awscni_aws_api_latency_ms_count", Map.of("api", api, "error", "false", "status", "200"));
    }

    /** Where the last window ends, milliseconds since 1970-01-01T00:00Z. */
    long endMs() {
        long windows = (plan.scrapes() * intervalMs + WINDOW_MS - 1) / WINDOW_MS;
        return START_MS + windows * WINDOW_MS;
    }

    /** When the first node is scraped for the n-th time, counted from 0; milliseconds since 1970-01-01T00:00Z. */
    long scrapeMs(int scrape) {
        return START_MS + scrape * intervalMs;
    }

    /** Makes all records. */
    void generate(Sink sink) {
        for (int node = 0; node < plan.nodes(); node++) {
            sink.fact(fact(node, "v1.16.2", START_MS - DAY_MS));
        }
        for (int scrape = 0; scrape < plan.scrapes(); scrape++) {
            for (int node = 0; node < plan.nodes(); node++) {
                if (scrape == upgradedBefore(node)) {
                    sink.fact(fact(node, "v1.16.3", startMs(node, scrape)));
                }
                scrape(node, scrape, sink);
            }
            sink.sample(new Heartbeat(CLUSTER, START_MS + (scrape + 1) * intervalMs - 1, false));
        }
        sink.sample(new Heartbeat(CLUSTER, endMs(), true));
    }

    /** Number of the first scrape of the node's new version. */
    private int upgradedBefore(int node) {
        return plan.scrapes() / 2 + (int) ((long) node * (plan.scrapes() / 4) / plan.nodes());
    }

    private long startMs(int node, int scrape) {
        return scrape < upgradedBefore(node) ? START_MS - DAY_MS : timeMs(node, upgradedBefore(node)) - intervalMs / 2;
    }

    private long timeMs(int node, int scrape) {
        return START_MS + scrape * intervalMs + node * (intervalMs - 1_000) / plan.nodes();
    }

    private RolloutFact fact(int node, String tag, long sinceMs) {
        return new RolloutFact(
                workload, nodeNames.get(node), Version.ofTag(tag), podUid(node, tag), sinceMs, sinceMs, "file", "");
    }

    private static String podUid(int node, String tag) {
        return "8f1c2d3e-" + tag.substring(tag.length() - 1) + "000-4000-8000-" + String.format("%012d", node);
    }

    private void scrape(int node, int scrape, Sink sink) {
        String podUid = podUid(node, scrape < upgradedBefore(node) ? "v1.16.2" : "v1.16.3");
        long timeMs = timeMs(node, scrape);
        long startMs = startMs(node, scrape);
        List<Point> points = new ArrayList<>(series.size());
        for (int i = 0; i < series.size(); i++) {
            points.add(new Point(series.get(i), value(node, i, scrape), false));
        }
        if (plan.singleSeries()) {
            points.forEach(point ->
                    sink.sample(new Scrape(workload, nodeNames.get(node), timeMs, podUid, startMs, List.of(point))));
        } else {
            sink.sample(new Scrape(workload, nodeNames.get(node), timeMs, podUid, startMs, points));
        }
    }

    /** Calls since the last start. The noise is smaller than what one interval adds, so the counter never falls. */
    private double value(int node, int index, int scrape) {
        int upgraded = upgradedBefore(node);
        int perInterval = 5 + index % 5 + node % 3;
        double calls = perInterval * (index == 0 && scrape >= upgraded ? SURGE : 1);
        int before = scrape < upgraded ? 1_000 + scrape : scrape - upgraded + 1;
        return Math.floor(calls * before) + mixed(node, index, scrape) % perInterval;
    }

    private static int mixed(int node, int index, int scrape) {
        long mixed = ((long) node * 1_000_003 + index * 7_919L + scrape) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 33);
    }
}
