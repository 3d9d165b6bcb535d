package io.upsurge.detect.fleet;

import io.upsurge.detect.Counters;
import io.upsurge.detect.Counters.Event;
import io.upsurge.detect.States;
import io.upsurge.detect.evidence.Decayed;
import io.upsurge.detect.fleet.Candidate.Fixed;
import io.upsurge.detect.rule.Assessment;
import io.upsurge.detect.rule.CandidateWindow;
import io.upsurge.detect.rule.Rule;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.Signal;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.VersionRate.Standing;
import io.upsurge.model.Workload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Closes one window of one workload: takes in which node ran what, lets the rule judge every candidate of every key, emits
 * the rates, and only then learns from the window, so that nothing is judged by itself.
 */
final class WindowCloser {
    private final SignalCatalog catalog;
    private final EngineSettings settings;
    private final RuleSettings ruleSettings;
    private final Rule rule;
    private final Counters counters;
    private final FleetStage.Sink sink;
    private final double decay;

    WindowCloser(
            SignalCatalog catalog,
            EngineSettings settings,
            RuleSettings ruleSettings,
            Rule rule,
            FleetStage.Sink sink,
            Counters counters) {
        this.catalog = catalog;
        this.settings = settings;
        this.ruleSettings = ruleSettings;
        this.rule = rule;
        this.sink = sink;
        this.counters = counters;
        this.decay = Decayed.factor(settings.baselineHalfLifeWindows());
    }

    /**
     * Closes the window.
     *
     * @param workload the workload
     * @param window rows from all sources
     * @param nodes the workload's nodes by name
     * @param keys the workload's keys by group
     * @param missingSources sources that were not waited for
     */
    void close(
            Workload workload,
            WorkloadWindow window,
            States<NodeHistory> nodes,
            States<KeyState> keys,
            int missingSources) {
        TreeMap<String, NodeHistory> histories = new TreeMap<>();
        nodes.forEach("", histories::put);
        observe(window, histories);
        expire(window, histories, nodes);
        List<NodeHistory> known = histories.values().stream()
                .filter(node -> node.lastSeenMs()
                        > window.window().endMs()
                                - NodeHistory.KNOWN_WINDOWS * window.window().lengthMs())
                .toList();
        double completeness = window.completeness(known.size());
        Map<GroupId, KeyState> states = keyStates(window, keys);
        SeenNodes seenNodes = new SeenNodes(window, known, states.keySet());
        Map<GroupId, NodeHistory.Key> learned = new HashMap<>();
        Set<String> openVersions = new HashSet<>();
        Set<String> upgradedTo = new HashSet<>();
        known.stream().filter(NodeHistory::upgraded).forEach(node -> upgradedTo.add(node.version()));
        Map<String, String> baselineOf = baselines(histories);
        int number = -1;
        for (Map.Entry<GroupId, KeyState> entry : states.entrySet()) {
            number++;
            GroupId group = entry.getKey();
            KeyState state = entry.getValue();
            Optional<Signal> signal = catalog.signal(group.signal());
            if (signal.isEmpty()) {
                continue;
            }
            SignalKey key = new SignalKey(workload, group.signal(), group.group());
            KeyWindow seen = new KeyWindow(number, signal.get(), state, window.window(), seenNodes.known(), settings);
            learned.put(
                    group,
                    new NodeHistory.Key(signal.get().kind(), seen.background().index()));
            upgradedTo.forEach(version ->
                    state.candidates().computeIfAbsent(version, v -> new Candidate(rule.start(signal.get()))));
            Map<String, Standing> standings =
                    judge(key, group, signal.get(), state, seen, seenNodes, completeness, states.size());
            state.candidates()
                    .values()
                    .removeIf(
                            candidate -> candidate.isForgettable(window.window().endMs(), settings.adoptAfterMs()));
            state.candidates().forEach((version, candidate) -> {
                if (candidate.isOpen()) {
                    openVersions.add(version);
                }
            });
            emitRates(
                    key,
                    signal.get().kind(),
                    state,
                    window,
                    seenNodes.summaries(number, signal.get().kind()),
                    new Candidacies(baselineOf, standings),
                    completeness,
                    missingSources);
            keys.put(stateKey(group), state);
        }
        learn(window, seenNodes, histories, learned, openVersions);
        histories.forEach(nodes::put);
    }

    static String stateKey(GroupId group) {
        return group.signal() + FleetStage.SEPARATOR + group.group();
    }

    private static GroupId group(String stateKey) {
        int at = stateKey.indexOf(FleetStage.SEPARATOR);
        return new GroupId(stateKey.substring(0, at), stateKey.substring(at + 1));
    }

    private static void observe(WorkloadWindow window, Map<String, NodeHistory> histories) {
        window.rowsByNode().forEach((name, rows) -> histories
                .computeIfAbsent(
                        name,
                        n -> new NodeHistory(n, rows.get(0), window.window().endMs()))
                .observe(rows, window.window().endMs()));
    }

    private void expire(WorkloadWindow window, Map<String, NodeHistory> histories, States<NodeHistory> nodes) {
        histories.values().removeIf(node -> {
            boolean expired = node.lastSeenMs() < window.window().endMs() - settings.nodeExpiryMs();
            if (expired) {
                nodes.remove(node.node());
            }
            return expired;
        });
    }

    private Map<GroupId, KeyState> keyStates(WorkloadWindow window, States<KeyState> keys) {
        TreeMap<GroupId, KeyState> states = new TreeMap<>();
        Map<GroupId, GroupId> inWindow = new HashMap<>();
        window.groups().forEach(group -> inWindow.put(group, group));
        keys.forEach("", (stateKey, state) -> {
            GroupId group = group(stateKey);
            // The rows' own object, so that looking it up in each of them need not compare texts.
            states.put(inWindow.getOrDefault(group, group), state);
        });
        for (GroupId group : inWindow.keySet().stream().sorted().toList()) {
            if (!states.containsKey(group)) {
                if (states.size() < settings.maxKeysPerWorkload()) {
                    states.put(group, new KeyState(group.signal(), settings.windowMs()));
                } else {
                    counters.count(Event.KEY_LIMIT);
                }
            }
        }
        return states;
    }

    /**
     * Which versions are candidates.
     *
     * @param baselineOf version that nodes came from, by the one they moved to
     * @param standings how each version that was judged stands
     */
    private record Candidacies(Map<String, String> baselineOf, Map<String, Standing> standings) {}

    /** Judges every candidate; returns how each stands, by version. */
    private Map<String, Standing> judge(
            SignalKey key,
            GroupId group,
            Signal signal,
            KeyState state,
            KeyWindow window,
            SeenNodes nodes,
            double completeness,
            int keys) {
        Map<String, Standing> standings = new HashMap<>();
        if (state.candidates().isEmpty()) {
            return standings;
        }
        double fleetBaseline = window.fleetBaseline();
        state.candidates().forEach((version, candidate) -> {
            CandidateWindow seen = window.of(version, keys, fleetBaseline);
            Assessment assessment = candidate.judge().assess(seen);
            standings.put(version, assessment.standing(seen));
            CandidateFleet fleet = new CandidateFleet(group, signal, seen, completeness, nodes.of(version));
            long atMs = seen.window().endMs();
            sink.assessed(key, version, atMs, assessment);
            candidate
                    .step(
                            assessment,
                            fleet,
                            new Fixed(key, version, signal, rule.describe(signal)),
                            atMs,
                            ruleSettings.expireAfterMs())
                    .ifPresent(sink::anomaly);
            if (candidate.endedClean(seen.lastUpgradeMs(), atMs)) {
                state.profile().add(candidate.judge().takeProfile());
            }
        });
        return standings;
    }

    /** The version that nodes came from, by the one they moved to; of several the first by name. */
    private static Map<String, String> baselines(Map<String, NodeHistory> histories) {
        Map<String, String> baselineOf = new HashMap<>();
        histories.values().stream()
                .filter(NodeHistory::upgraded)
                .forEach(node -> baselineOf.merge(
                        node.version(), node.baselineVersion(), (a, b) -> a.compareTo(b) <= 0 ? a : b));
        return baselineOf;
    }

    private void emitRates(
            SignalKey key,
            Kind kind,
            KeyState state,
            WorkloadWindow window,
            Map<String, RateSummary> summaries,
            Candidacies candidacies,
            double completeness,
            int missingSources) {
        summaries.forEach((version, summary) -> {
            Candidate candidate = state.candidates().get(version);
            boolean isCandidate = candidate != null && candidacies.baselineOf.containsKey(version);
            sink.rate(new VersionRate(
                    key,
                    kind,
                    window.window(),
                    version,
                    Optional.ofNullable(candidacies.baselineOf.get(version)),
                    summary.nodes(),
                    summary.warming(),
                    summary.pending(),
                    summary.calls(),
                    summary.exposure(),
                    summary.spread(),
                    isCandidate ? candidate.ratio() : OptionalDouble.empty(),
                    isCandidate ? Optional.ofNullable(candidacies.standings.get(version)) : Optional.empty(),
                    completeness,
                    missingSources,
                    window.corrections()));
        });
    }

    /** A key that was not judged in this window: of a signal that is no more, or one too many. */
    private NodeHistory.Key unjudged(GroupId group) {
        return new NodeHistory.Key(
                catalog.signal(group.signal()).map(Signal::kind).orElse(Kind.RATE), 1);
    }

    private void learn(
            WorkloadWindow window,
            SeenNodes nodes,
            Map<String, NodeHistory> histories,
            Map<GroupId, NodeHistory.Key> learned,
            Set<String> openVersions) {
        NodeHistory.Keys keys = group -> {
            NodeHistory.Key key = learned.get(group);
            return key != null ? key : learned.computeIfAbsent(group, this::unjudged);
        };
        for (KnownNode node : nodes.known()) {
            node.settled().ifPresent(settled -> node.history().learn(settled.row(), decay, keys));
        }
        histories.values().forEach(node -> {
            boolean oldEnough = window.window().endMs() - node.versionSinceMs() >= settings.adoptAfterMs();
            if (node.upgraded() && oldEnough && !openVersions.contains(node.version())) {
                node.adopt();
            }
        });
    }
}
