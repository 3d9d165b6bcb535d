package io.upsurge.app.bench.chaos;

import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.simulate.Amount;
import io.upsurge.simulate.ApiCalls;
import io.upsurge.simulate.Course;
import io.upsurge.simulate.Event;
import io.upsurge.simulate.Expectation;
import io.upsurge.simulate.Faults;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.MetadataCalls;
import io.upsurge.simulate.Noise;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.SimulatedRecord;
import io.upsurge.simulate.VersionCalls;
import io.upsurge.simulate.Waves;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Roll-outs of several workloads in several clusters, one after another in each: some make the calls surge, some do not,
 * some take the last one back, some change the configuration alone. The same seed gives the same records.
 */
final class Season {
    /** Workloads whose names begin so are watched; see {@link ChaosTopics}. */
    static final String DAEMONSET = "aws-node";

    private static final Instant START = Instant.parse("2024-02-26T08:00:00Z");
    private static final int NODES = 8;
    private static final int MOST_PER_WORKLOAD = 3;
    private static final int CALM_CALLS = 6;
    private static final int SURGING_CALLS = 15;
    private static final int WORKLOADS_PER_CLUSTER = 2;
    private static final Duration STAGGER = Duration.ofMinutes(3);

    private final List<Scenario> scenarios = new ArrayList<>();

    /** What a roll-out does. */
    private enum Kind {
        SURGE,
        CLEAN,
        ROLLBACK,
        CONFIGURATION
    }

    Season(ChaosPlan plan) {
        int workloads = (plan.rollOuts() + MOST_PER_WORKLOAD - 1) / MOST_PER_WORKLOAD;
        if (plan.rollOuts() > 1) {
            workloads = Math.max(2, workloads);
        }
        int most = (plan.rollOuts() + workloads - 1) / workloads;
        Duration history = Duration.ofMinutes(plan.brisk() ? 25 : 60);
        Duration apart = Duration.ofMinutes(plan.brisk() ? 20 : 35);
        Duration tail = Duration.ofMinutes(plan.brisk() ? 6 : 25);
        Duration lasts = history.plus(apart.multipliedBy(most))
                .plus(STAGGER.multipliedBy(workloads))
                .plus(tail);
        for (int i = 0; i < workloads; i++) {
            int rollOuts = plan.rollOuts() / workloads + (i < plan.rollOuts() % workloads ? 1 : 0);
            Duration first = history.plus(STAGGER.multipliedBy(i));
            scenarios.add(scenario(plan, i, kinds(plan.seed(), i, rollOuts), first, apart, lasts));
        }
    }

    /** The first workloads have what must not be missing; all else is up to the seed. */
    private static List<Kind> kinds(long seed, int workload, int count) {
        List<Kind> sure =
                switch (workload) {
                    case 0 -> List.of(Kind.SURGE, Kind.ROLLBACK);
                    case 1 -> List.of(Kind.CLEAN, Kind.CONFIGURATION);
                    default -> List.of();
                };
        Random random = new Random(seed * 31 + workload);
        List<Kind> kinds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Kind any = Kind.values()[random.nextInt(Kind.values().length)];
            kinds.add(i < sure.size() ? sure.get(i) : i == 0 && any == Kind.ROLLBACK ? Kind.SURGE : any);
        }
        return kinds;
    }

    private static Scenario scenario(
            ChaosPlan plan, int workload, List<Kind> kinds, Duration first, Duration apart, Duration lasts) {
        Map<String, VersionCalls> versions = new LinkedHashMap<>();
        versions.put("v0", version(0, "a", CALM_CALLS));
        List<Event> events = new ArrayList<>();
        List<String> ran = new ArrayList<>(List.of("v0"));
        for (int i = 0; i < kinds.size(); i++) {
            String now = ran.get(ran.size() - 1);
            String next = next(kinds.get(i), ran, versions);
            events.add(new Event.Rollout(first.plus(apart.multipliedBy(i)), now, next, waves(i)));
            ran.add(next);
        }
        events.add(new Event.CrashLoop(first.minusMinutes(8), new Amount(0, 1), Duration.ofMinutes(1), 3));
        return new Scenario(
                "season-" + workload,
                "A part of a season.",
                "",
                List.of(),
                List.of(),
                plan.seed() * 1_000 + workload,
                START,
                lasts,
                List.of(new Scenario.Cluster("c" + (1 + workload / WORKLOADS_PER_CLUSTER), Duration.ZERO)),
                "kube-system",
                workload % WORKLOADS_PER_CLUSTER == 0 ? DAEMONSET : DAEMONSET + "-" + workload,
                "aws-node",
                new Scenario.Nodes(NODES, Map.of(3, 1.0), Map.of()),
                Duration.ofSeconds(30),
                workload % WORKLOADS_PER_CLUSTER == 0 ? Duration.ZERO : Duration.ofMinutes(5),
                Noise.TYPICAL,
                0,
                Scenario.Identity.FULL,
                versions,
                "v0",
                events,
                new Faults(0.01, 0.01, Duration.ZERO, Duration.ofSeconds(5)),
                new Expectation(List.of(), false));
    }

    private static Waves waves(int number) {
        return new Waves(Amount.ALL, Waves.Order.RANDOM, new Amount(0, 1 + number % 2), Duration.ofSeconds(90));
    }

    private static String next(Kind kind, List<String> ran, Map<String, VersionCalls> versions) {
        String now = ran.get(ran.size() - 1);
        VersionCalls current = versions.get(now);
        String name = "v" + versions.size();
        boolean surging = current.metadata().perEni() == SURGING_CALLS;
        switch (kind) {
            case ROLLBACK -> {
                return ran.size() > 1 ? ran.get(ran.size() - 2) : next(Kind.SURGE, ran, versions);
            }
            case CONFIGURATION -> {
                String tag = current.version().tag();
                versions.put(name, calls(version(tag, "r" + versions.size()), surging ? CALM_CALLS : SURGING_CALLS));
            }
            case SURGE -> versions.put(name, version(versions.size(), "a", SURGING_CALLS));
            case CLEAN ->
                versions.put(
                        name, version(versions.size(), "a", current.metadata().perEni()));
        }
        return name;
    }

    private static VersionCalls version(int number, String revision, int perEni) {
        return calls(version("v1.16." + number, revision), perEni);
    }

    private static Version version(String tag, String revision) {
        return new Version("amazon-k8s-cni", tag, "", revision);
    }

    private static VersionCalls calls(Version version, int perEni) {
        ApiCalls describe = new ApiCalls(
                perEni, Duration.ZERO, 1, 120, Map.of("RequestLimitExceeded", 0.02), ApiCalls.CountedIn.BOTH);
        return new VersionCalls(
                version,
                new MetadataCalls(perEni, 1, 7, 2, 0, 0, 0.8, ""),
                Map.of("DescribeNetworkInterfaces", describe),
                Course.EVEN);
    }

    /** The workloads. */
    List<Workload> workloads() {
        return scenarios.stream()
                .map(scenario -> scenario.workload(scenario.clusters().get(0)))
                .toList();
    }

    /** How many roll-outs there are. */
    int rollOuts() {
        return scenarios.stream()
                .mapToInt(scenario -> (int) scenario.events().stream()
                        .filter(event -> event instanceof Event.Rollout)
                        .count())
                .sum();
    }

    /** First instant, milliseconds since 1970-01-01T00:00Z. */
    long startMs() {
        return START.toEpochMilli();
    }

    /** How long it lasts in its own time. */
    Duration lasts() {
        return scenarios.get(0).duration();
    }

    /** All records in the order of arrival. */
    Iterator<SimulatedRecord> records() {
        return new ByArrival(scenarios);
    }

    private static final class ByArrival implements Iterator<SimulatedRecord> {
        private record Head(SimulatedRecord record, int number, Iterator<SimulatedRecord> rest) {}

        private final PriorityQueue<Head> heads = new PriorityQueue<>(
                Comparator.comparingLong((Head head) -> head.record().arrivalMs())
                        .thenComparingInt(Head::number));

        ByArrival(List<Scenario> scenarios) {
            for (int i = 0; i < scenarios.size(); i++) {
                add(i, new FleetSimulator(scenarios.get(i)).records());
            }
        }

        private void add(int number, Iterator<SimulatedRecord> from) {
            if (from.hasNext()) {
                heads.add(new Head(from.next(), number, from));
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public SimulatedRecord next() {
            Head head = heads.remove();
            add(head.number(), head.rest());
            return head.record();
        }
    }
}
