package io.upsurge.simulate;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Workload;
import io.upsurge.simulate.Event.Silence.Missing;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** What happens to one cluster, as records in the order of arrival. Holds state of the order of the number of nodes. */
final class ClusterSimulation implements Iterator<SimulatedRecord> {
    private static final long SECOND_MS = 1_000;
    private static final long MINUTE_MS = 60 * SECOND_MS;
    private static final long HEARTBEAT_MS = 10 * SECOND_MS;
    /** How far beyond the last whole minute the last heartbeat speaks, so that every window closes. */
    private static final long CLOSING_MS = 2 * MINUTE_MS;
    /** Pods of one wave are deleted within this time. */
    private static final long WAVE_SPREAD_MS = 2 * SECOND_MS;

    private final Scenario scenario;
    private final Workload workload;
    private final long lagMs;
    private final long endMs;
    private final Map<String, CallSeries> series = new HashMap<>();
    private final Agenda agenda;
    private final Delivery delivery;
    private final Fleet fleet;
    private final Dice dice;
    /** What was told of each node last. */
    private final Map<SimulatedNode, RolloutFact> told = new LinkedHashMap<>();

    private int rollouts;
    private boolean ended;

    ClusterSimulation(Scenario scenario, int index) {
        Scenario.Cluster cluster = scenario.clusters().get(index);
        long startMs = scenario.start().toEpochMilli();
        this.scenario = scenario;
        this.workload = scenario.workload(cluster);
        this.lagMs = cluster.lag().toMillis();
        this.endMs = scenario.end().toEpochMilli();
        this.agenda = new Agenda(startMs, endMs);
        this.delivery = new Delivery(scenario.faults(), lagMs, new Dice(scenario.seed(), index, -1));
        this.dice = new Dice(scenario.seed(), index, -2);
        FleetLoad load = new FleetLoad(scenario, new Dice(scenario.seed(), index, -3));
        this.fleet = new Fleet(
                scenario, index, load, new Dice(scenario.seed(), index, -4), new Dice(scenario.seed(), index, -5));
        scenario.versions().forEach((name, version) -> series.put(name, new CallSeries(version)));
        begin(startMs);
    }

    private void begin(long startMs) {
        for (SimulatedNode node : fleet.add(scenario.nodes().count(), scenario.runs(), startMs)) {
            long sinceMs = Fleet.longAgo(node, startMs);
            node.runSince(sinceMs + processDelay(node), startMs, series.get(node.version()));
            RolloutFact fact = fact(node, sinceMs, startMs);
            told.put(node, fact);
            delivery.known(fact);
            scrapeFrom(node, startMs);
        }
        heartbeat(startMs);
        if (!scenario.snapshotsEvery().isZero()) {
            snapshots(startMs + scenario.snapshotsEvery().toMillis());
        }
        for (Event event : scenario.events()) {
            agenda.at(startMs + event.at().toMillis(), () -> happen(event));
        }
    }

    /** When the next record arrives; {@link Long#MAX_VALUE} after the last one. */
    long nextArrivalMs() {
        while (!agenda.isEmpty() && agenda.nextMs() + lagMs < delivery.nextArrivalMs()) {
            agenda.step();
        }
        if (agenda.isEmpty() && !ended) {
            ended = true;
            long lastMinute = roundUp(endMs, MINUTE_MS);
            delivery.last(new Heartbeat(workload.cluster(), lastMinute + CLOSING_MS, true));
        }
        return delivery.nextArrivalMs();
    }

    @Override
    public boolean hasNext() {
        return nextArrivalMs() < Long.MAX_VALUE;
    }

    @Override
    public SimulatedRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the scenario is over");
        }
        return delivery.next();
    }

    private void heartbeat(long timeMs) {
        agenda.at(timeMs, () -> {
            delivery.heartbeat(new Heartbeat(workload.cluster(), timeMs, false));
            heartbeat(timeMs + HEARTBEAT_MS);
        });
    }

    private void snapshots(long timeMs) {
        agenda.at(timeMs, () -> {
            told.keySet().removeIf(SimulatedNode::removed);
            if (!silent(Missing.ROLLOUTS, timeMs)) {
                told.values().forEach(fact -> delivery.known(seenAgain(fact, timeMs)));
            }
            snapshots(timeMs + scenario.snapshotsEvery().toMillis());
        });
    }

    private boolean silent(Missing what, long timeMs) {
        long atMs = timeMs - scenario.start().toEpochMilli();
        return scenario.events().stream()
                .anyMatch(event -> event instanceof Event.Silence silence
                        && silence.of() == what
                        && atMs >= silence.at().toMillis()
                        && atMs < silence.at().plus(silence.lasts()).toMillis());
    }

    private void scrapeFrom(SimulatedNode node, long nowMs) {
        scrapeAt(node, nowMs + node.dice().between(0, scenario.scrapeEvery().toMillis()));
    }

    private void scrapeAt(SimulatedNode node, long timeMs) {
        agenda.at(timeMs, () -> {
            if (!node.removed()) {
                node.scrape(workload, timeMs, scenario.identity())
                        .filter(scrape -> !silent(Missing.SAMPLES, timeMs))
                        .ifPresent(delivery::scrape);
                scrapeAt(node, timeMs + scenario.scrapeEvery().toMillis());
            }
        });
    }

    private void happen(Event event) {
        if (event instanceof Event.Rollout rollout) {
            int number = ++rollouts;
            inWaves(
                    rollout.waves(),
                    fleet.choose(rollout.waves(), node -> node.version().equals(rollout.from())),
                    node -> {
                        if (number == rollouts) {
                            replace(node, rollout.to());
                        }
                    });
        } else if (event instanceof Event.Restart restart) {
            inWaves(
                    restart.waves(),
                    fleet.choose(restart.waves(), node -> true),
                    node -> replace(node, node.version()));
        } else if (event instanceof Event.CrashLoop loop) {
            for (SimulatedNode node : fleet.choose(loop.nodes())) {
                for (int round = 0; round < loop.times(); round++) {
                    agenda.at(
                            agenda.nowMs() + round * loop.every().toMillis(),
                            () -> startAgain(node, node.end(), 1, 10));
                }
            }
        } else if (event instanceof Event.AddNodes added) {
            for (SimulatedNode node : fleet.add(added.count(), added.version(), agenda.nowMs())) {
                startAgain(node, node.end(), 5, 25);
                scrapeFrom(node, agenda.nowMs());
            }
        } else if (event instanceof Event.RemoveNodes removed) {
            fleet.choose(removed.nodes()).forEach(fleet::remove);
        }
    }

    private void inWaves(Waves waves, List<SimulatedNode> chosen, Consumer<SimulatedNode> action) {
        int size = waves.wave().of(fleet.size());
        for (int i = 0; i < chosen.size(); i++) {
            SimulatedNode node = chosen.get(i);
            long waveMs = agenda.nowMs() + i / size * waves.every().toMillis();
            agenda.at(waveMs + dice.between(0, WAVE_SPREAD_MS), () -> {
                if (!node.removed()) {
                    action.accept(node);
                }
            });
        }
    }

    private void replace(SimulatedNode node, String version) {
        startAgain(node, node.replace(version), 5, 25);
    }

    /** Starts the container some seconds from now, unless it has been ended again by then. */
    private void startAgain(SimulatedNode node, int life, long fromSeconds, long toSeconds) {
        long gapMs = node.dice().between(fromSeconds * SECOND_MS, toSeconds * SECOND_MS);
        long sinceMs = roundUp(agenda.nowMs() + gapMs, SECOND_MS);
        agenda.at(sinceMs, () -> {
            if (node.awaits(life)) {
                long startMs = sinceMs + processDelay(node);
                long openMs = startMs + node.dice().between(2 * SECOND_MS, 8 * SECOND_MS);
                node.start(startMs, openMs, series.get(node.version()));
                RolloutFact fact = fact(node, sinceMs, sinceMs);
                told.put(node, fact);
                if (!silent(Missing.ROLLOUTS, sinceMs)) {
                    delivery.observed(fact);
                }
            }
        });
    }

    private static long roundUp(long timeMs, long unitMs) {
        return -Math.floorDiv(-timeMs, unitMs) * unitMs;
    }

    private static long processDelay(SimulatedNode node) {
        return node.dice().between(100, 900);
    }

    private RolloutFact fact(SimulatedNode node, long sinceMs, long seenMs) {
        long observedAtMs = seenMs + node.dice().between(SECOND_MS, 2 * SECOND_MS);
        return new RolloutFact(
                workload,
                node.name(),
                scenario.versions().get(node.version()).version(),
                scenario.identity() == Scenario.Identity.FULL ? node.podUid() : "",
                sinceMs,
                observedAtMs,
                scenario.snapshotsEvery().isZero() ? "simulate" : RolloutFact.WATCH,
                node.zone());
    }

    private static RolloutFact seenAgain(RolloutFact fact, long atMs) {
        return new RolloutFact(
                fact.workload(),
                fact.node(),
                fact.version(),
                fact.podUid(),
                fact.sinceMs(),
                atMs,
                fact.source(),
                fact.zone(),
                fact.differences());
    }
}
