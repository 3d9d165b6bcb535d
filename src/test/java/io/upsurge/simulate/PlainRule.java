package io.upsurge.simulate;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the plain rule says when it knows the whole story: calls of upgraded nodes over five minutes, against their own rate
 * before the roll-out and the course of the nodes not upgraded yet, in five consecutive minutes. Written independently of
 * the detector, to tell whether a shipped scenario holds what it claims.
 */
final class PlainRule {
    private static final long MINUTE = 60_000;
    private static final int WINDOWS = 5;
    private static final int WARM_UP = 3;
    private static final double MULTIPLE = 1.5;
    private static final double FLOOR_PER_SECOND = 0.1;
    private static final double MIN_CALLS = 20;

    /** What it says of a group: when, minutes after the start of the roll-out, and the ratio then; no ratio without baseline. */
    record Alarm(double minutes, Optional<Double> ratio) {}

    private static final class Node {
        final Map<String, double[]> calls = new HashMap<>();
        final double[] minutes;
        final List<RolloutFact> facts = new ArrayList<>();
        Scrape last;

        Node(int windows) {
            minutes = new double[windows];
        }
    }

    private final long startMs;
    private final int windows;
    private final int rolloutWindow;
    private final Event.Rollout rollout;
    private final Map<String, Node> nodes = new TreeMap<>();

    private PlainRule(Scenario scenario, Event.Rollout rollout) {
        this.startMs = scenario.start().toEpochMilli();
        this.windows = (int) scenario.duration().toMinutes();
        this.rollout = rollout;
        this.rolloutWindow = (int) rollout.at().toMinutes();
    }

    /** The first alarm of each group of one roll-out. */
    static Map<String, Alarm> alarms(Scenario scenario, Event.Rollout rollout) {
        PlainRule rule = new PlainRule(scenario, rollout);
        new FleetSimulator(scenario).records().forEachRemaining(rule::take);
        Map<String, Alarm> alarms = new TreeMap<>();
        rule.nodes.values().stream()
                .flatMap(node -> node.calls.keySet().stream())
                .distinct()
                .forEach(group -> rule.judge(group).ifPresent(alarm -> alarms.put(group, alarm)));
        return alarms;
    }

    private void take(SimulatedRecord record) {
        if (record instanceof SimulatedRecord.Rollout observed) {
            node(observed.fact().node()).facts.add(observed.fact());
        } else if (record instanceof SimulatedRecord.Sample sample) {
            take(sample.record());
        }
    }

    private void take(SampleRecord sample) {
        if (sample instanceof Heartbeat) {
            return;
        }
        Scrape scrape = (Scrape) sample;
        Node node = node(scrape.node());
        Scrape last = node.last;
        node.last = scrape;
        if (last == null || last.startMs() != scrape.startMs()) {
            return;
        }
        Map<SeriesId, Double> before = new HashMap<>();
        last.points().forEach(point -> before.put(point.series(), point.value()));
        spread(node.minutes, last.timeMs(), scrape.timeMs(), (scrape.timeMs() - last.timeMs()) / (double) MINUTE);
        for (Scrape.Point point : scrape.points()) {
            String group = group(point.series());
            if (!group.isEmpty()) {
                double increase = point.value() - before.getOrDefault(point.series(), 0.0);
                double[] calls = node.calls.computeIfAbsent(group, added -> new double[windows]);
                spread(calls, last.timeMs(), scrape.timeMs(), increase);
            }
        }
    }

    private static String group(SeriesId series) {
        return switch (series.metric()) {
            case "awscni_aws_api_latency_ms_count" -> "{api=\"" + series.label("api") + "\"}";
            case "awscni_ec2api_req_count" -> "{fn=\"" + series.label("fn") + "\"}";
            case "awscni_aws_api_error_count" ->
                "{api=\"" + series.label("api") + "\",error=\"" + series.label("error") + "\"}";
            default -> "";
        };
    }

    private void spread(double[] perWindow, long fromMs, long toMs, double amount) {
        for (long at = fromMs; at < toMs; ) {
            int window = (int) ((at - startMs) / MINUTE);
            long end = Math.min(toMs, startMs + (window + 1) * MINUTE);
            perWindow[window] += amount * (end - at) / (toMs - fromMs);
            at = end;
        }
    }

    private Node node(String name) {
        return nodes.computeIfAbsent(name, added -> new Node(windows));
    }

    private Optional<Alarm> judge(String group) {
        int inARow = 0;
        for (int window = rolloutWindow; window < windows; window++) {
            double calls = 0;
            double expected = 0;
            double minutes = 0;
            for (int w = window - WINDOWS + 1; w <= window; w++) {
                double index = index(group, w);
                for (Node node : nodes.values()) {
                    if (settled(node, w, rollout.to())) {
                        calls += calls(node, group, w);
                        expected += index * baseline(node, group) * node.minutes[w];
                        minutes += node.minutes[w];
                    }
                }
            }
            double fleetSeconds = WINDOWS * 60;
            boolean holds = minutes > 0
                    && calls >= MIN_CALLS
                    && calls >= MULTIPLE * expected
                    && calls - expected >= FLOOR_PER_SECOND * fleetSeconds;
            inARow = holds ? inARow + 1 : 0;
            if (inARow == WINDOWS) {
                Optional<Double> ratio = expected > 0.01 * calls ? Optional.of(calls / expected) : Optional.empty();
                return Optional.of(new Alarm(window + 1.0 - rollout.at().toSeconds() / 60.0, ratio));
            }
        }
        return Optional.empty();
    }

    /** How the nodes that are not upgraded call in a window, against before the roll-out; 1 where hardly any is left. */
    private double index(String group, int window) {
        double calls = 0;
        double expected = 0;
        int controls = 0;
        for (Node node : nodes.values()) {
            if (settled(node, window, rollout.from())) {
                calls += calls(node, group, window);
                expected += baseline(node, group) * node.minutes[window];
                controls++;
            }
        }
        return controls < 3 || expected < MIN_CALLS ? 1 : calls / expected;
    }

    private double baseline(Node node, String group) {
        double calls = 0;
        double minutes = 0;
        for (int w = 0; w < rolloutWindow; w++) {
            if (settled(node, w, rollout.from())) {
                calls += calls(node, group, w);
                minutes += node.minutes[w];
            }
        }
        return minutes == 0 ? 0 : calls / minutes;
    }

    private static double calls(Node node, String group, int window) {
        double[] calls = node.calls.get(group);
        return calls == null ? 0 : calls[window];
    }

    private boolean settled(Node node, int window, String version) {
        long windowMs = startMs + window * MINUTE;
        RolloutFact current = null;
        for (RolloutFact fact : node.facts) {
            if (fact.sinceMs() >= windowMs && fact.sinceMs() < windowMs + MINUTE) {
                return false;
            }
            if (fact.sinceMs() < windowMs) {
                current = fact;
            }
        }
        return current != null
                && current.version().id().equals(version)
                && windowMs - Math.floorDiv(current.sinceMs(), MINUTE) * MINUTE >= WARM_UP * MINUTE;
    }
}
