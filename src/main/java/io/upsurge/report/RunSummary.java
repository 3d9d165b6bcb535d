package io.upsurge.report;

import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Signal;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Workload;
import io.upsurge.report.KeyLog.Stand;
import io.upsurge.report.KeyVerdict.Stood;
import io.upsurge.report.RecordedRun.Found;
import io.upsurge.report.RecordedRun.KeyRun;
import io.upsurge.report.RecordedRun.LeftOut;
import io.upsurge.report.RecordedRun.Move;
import io.upsurge.report.RecordedRun.Pairs;
import io.upsurge.report.RecordedRun.Range;
import io.upsurge.report.RecordedRun.Totals;
import io.upsurge.report.RecordedRun.WorkloadRun;
import io.upsurge.words.AnomalyTitle;
import io.upsurge.words.GroupValues;
import io.upsurge.words.OneLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;

/** Makes of what was recorded what is shown. */
final class RunSummary {
    /** Points of curves over all keys, and pairs of nodes, beyond which those of keys without an anomaly are thinned. */
    private static final int MOST_POINTS = 40_000;

    private static final int MOST_PAIRS = 40_000;

    private static final Comparator<SignalKey> BY_NAME = Comparator.comparing(SignalKey::workload)
            .thenComparing(SignalKey::signal)
            .thenComparing(SignalKey::group);

    private final Detector detector;
    private final Steps steps;
    private final SortedMap<Workload, WorkloadLog> workloads;
    private final Map<SignalKey, KeyLog> keys;
    private final List<SignalKey> sorted;
    private final FoundAnomalies found;
    private final Totals totals;
    private final LeftOut left;
    private int pairs;
    private int pairsWithoutRoom;

    RunSummary(
            Detector detector,
            Steps steps,
            SortedMap<Workload, WorkloadLog> workloads,
            Map<SignalKey, KeyLog> keys,
            SortedMap<String, List<Anomaly>> anomalies,
            Totals totals,
            LeftOut left) {
        this.detector = detector;
        this.steps = steps;
        this.workloads = workloads;
        this.keys = keys;
        this.sorted = keys.keySet().stream().sorted(BY_NAME).toList();
        this.found = new FoundAnomalies(anomalies.values());
        this.totals = totals;
        this.left = left;
    }

    RecordedRun run() {
        Range range = new Range(
                steps.fromMs(),
                steps.toMs(),
                detector.settings().windowMs(),
                steps.stepMs(),
                detector.settings().warmUpMs(),
                detector.settings().baselineHalfLifeWindows());
        List<WorkloadRun> shownWorkloads = new ArrayList<>();
        Map<Workload, WorkloadSummary> summaries = new HashMap<>();
        Map<Workload, Integer> places = new HashMap<>();
        int dropped = 0;
        for (Map.Entry<Workload, WorkloadLog> workload : workloads.entrySet()) {
            WorkloadSummary summary = new WorkloadSummary(workload.getKey(), workload.getValue(), steps);
            summaries.put(workload.getKey(), summary);
            places.put(workload.getKey(), shownWorkloads.size());
            shownWorkloads.add(summary.run());
            dropped += summary.nodes().stream()
                    .mapToInt(node -> node.getValue().dropped())
                    .sum();
        }
        Map<SignalKey, List<Pairs>> allPairs = pairs(summaries);
        List<KeyRun> shownKeys = new ArrayList<>();
        int coarser = coarser();
        for (SignalKey key : sorted) {
            int place = places.get(key.workload());
            shownKeys.add(key(key, place, shownWorkloads.get(place), allPairs.get(key), coarser));
        }
        List<Found> shownFound = found.shown(sorted);
        return new RecordedRun(
                range,
                new Verdict(range, shownWorkloads, shownKeys, found.leading()).headline(),
                shownWorkloads,
                shownKeys,
                shownFound,
                totals,
                new LeftOut(left.keys(), pairsWithoutRoom, left.anomalies(), dropped));
    }

    /** How many steps make a point of a key without an anomaly. */
    private int coarser() {
        long points = steps.isEmpty() ? 0 : sorted.size() * ((steps.toMs() - steps.fromMs()) / steps.stepMs());
        int coarser = 1;
        while (points / coarser > MOST_POINTS) {
            coarser *= 2;
        }
        return coarser;
    }

    /** Those with an anomaly first, as long as there is room. */
    private Map<SignalKey, List<Pairs>> pairs(Map<Workload, WorkloadSummary> summaries) {
        Map<SignalKey, List<Pairs>> all = new HashMap<>();
        sorted.stream()
                .sorted(Comparator.comparing((SignalKey key) -> found.of(key).isEmpty()))
                .forEach(key -> all.put(key, pairs(key, summaries.get(key.workload()))));
        return all;
    }

    private List<Pairs> pairs(SignalKey key, WorkloadSummary summary) {
        GroupId group = new GroupId(key.signal(), key.group());
        WorkloadLog workload = workloads.get(key.workload());
        List<Pairs> ofKey = new ArrayList<>();
        if (!workload.hasRoomFor(group) || (pairs >= MOST_PAIRS && found.of(key).isEmpty())) {
            pairsWithoutRoom++;
            return ofKey;
        }
        for (String version : keys.get(key).lastObserved().keySet()) {
            Pairs made = workload.pairs(group, version, summary.nodes());
            pairs += made.node().size();
            ofKey.add(made);
        }
        return ofKey;
    }

    private KeyRun key(SignalKey key, int place, WorkloadRun workload, List<Pairs> ofKey, int coarser) {
        Signal signal = detector.signals().stream()
                .filter(s -> s.id().equals(key.signal()))
                .findFirst()
                .orElseThrow();
        KeyLog log = keys.get(key);
        WorkloadLog of = workloads.get(key.workload());
        List<Integer> anomalies = found.of(key);
        KeyVerdict verdict = anomalies.isEmpty()
                ? silent(signal, log, workload, ofKey)
                : KeyVerdict.found(AnomalyTitle.of(found.telling(anomalies.get(0))));
        int thinned = anomalies.isEmpty() ? coarser : 1;
        return new KeyRun(
                place,
                key.signal(),
                key.group(),
                OneLine.of(key.group().isEmpty() ? key.signal() : GroupValues.of(key.group())),
                signal.kind().name().toLowerCase(java.util.Locale.ROOT),
                unit(signal),
                signal.multiple(),
                signal.floor(),
                signal.budgetPerSecond(),
                detector.rule().describe(signal),
                verdict.outcome(),
                verdict.why(),
                log.rates(steps, of::versionNumber, thinned),
                log.judged(steps, of::versionNumber, thinned),
                ofKey,
                anomalies);
    }

    private static KeyVerdict silent(Signal signal, KeyLog log, WorkloadRun workload, List<Pairs> ofKey) {
        if (log.lastObserved().isEmpty()) {
            return KeyVerdict.noUpgrade();
        }
        // of several candidates the one that was looked at last
        Map.Entry<String, Stand> last = log.lastObserved().entrySet().stream()
                .max(Comparator.comparingLong((Map.Entry<String, Stand> stand) ->
                                stand.getValue().windowEndMs())
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow();
        int version = workload.versions().stream()
                .map(RecordedRun.VersionRun::id)
                .toList()
                .indexOf(last.getKey());
        Stand stand = last.getValue();
        OptionalInt paired = ofKey.stream()
                .filter(made -> made.to() == version)
                .mapToInt(made -> made.node().size())
                .findFirst();
        int nodes = paired.isEmpty() && stand.judgedNodes().isEmpty()
                ? Integer.MAX_VALUE
                : Math.max(paired.orElse(0), stand.judgedNodes().orElse(0));
        int controls = workload.moves().stream()
                .filter(move -> move.to() == version)
                .mapToInt(Move::controls)
                .findFirst()
                .orElse(0);
        return KeyVerdict.silent(
                signal,
                new Stood(
                        stand.observed(),
                        stand.baselineRate(),
                        stand.candidateRate(),
                        stand.ratio(),
                        stand.bounds(),
                        nodes,
                        workload.nodes().size() + workload.furtherNodes(),
                        controls));
    }

    /** The unit that the name of a mean's metric tells, by the conventions of Prometheus and of those who keep others. */
    private static String unit(Signal signal) {
        String metric = signal.series().metric();
        if (signal.kind() != Kind.MEAN) {
            return "";
        }
        return metric.contains("_ms") || metric.contains("milliseconds")
                ? "ms"
                : metric.contains("_seconds") ? "s" : metric.contains("_bytes") ? "bytes" : "";
    }
}
