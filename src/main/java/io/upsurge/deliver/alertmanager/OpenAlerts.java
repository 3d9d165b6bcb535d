package io.upsurge.deliver.alertmanager;

import io.upsurge.deliver.FeedHandler.Change;
import io.upsurge.deliver.Routing;
import io.upsurge.deliver.Severities;
import io.upsurge.model.Anomaly;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The alerts that fire, and those that are over but must still be said to be: a fold over the changes of the anomalies. An
 * alert that is over is told until every peer has taken it, and for five minutes after the first one has; a peer that is away
 * for an hour is not waited for. Where a change would change the labels of an alert, the alert ends and another one begins.
 * Safe for use by several threads.
 */
final class OpenAlerts {
    private static final long SAY_OVER_MS = Duration.ofMinutes(5).toMillis();
    private static final long WAIT_FOR_PEERS_MS = Duration.ofHours(1).toMillis();

    private final Routing routing;
    private final Severities severities;
    private final int peers;
    private final Map<String, Firing> firing = new LinkedHashMap<>();
    private final Map<Map<String, String>, Over> over = new LinkedHashMap<>();
    private long version;

    private record Firing(Alert alert, int partition) {}

    private static final class Over {
        private final Alert alert;
        private final long version;
        private final boolean known;
        private final Set<Integer> takenBy = new HashSet<>();
        private long firstTakenMs;

        Over(Alert alert, long version, boolean known) {
            this.alert = alert;
            this.version = version;
            this.known = known;
            this.firstTakenMs = known ? alert.endedMs().orElseThrow() : 0;
        }
    }

    /**
     * All alerts at one time.
     *
     * @param alerts the alerts
     * @param version grows with each change
     */
    record Snapshot(List<Alert> alerts, long version) {}

    /**
     * No alerts.
     *
     * @param routing which anomalies become alerts
     * @param severities how grave a level is called
     * @param peers how many peers are told
     */
    OpenAlerts(Routing routing, Severities severities, int peers) {
        this.routing = routing;
        this.severities = severities;
        this.peers = peers;
    }

    /**
     * Takes a change.
     *
     * @param known whether a peer was told of it before
     * @param nowMs the present, milliseconds since 1970-01-01T00:00Z
     */
    synchronized void apply(Change change, boolean known, long nowMs) {
        Anomaly anomaly = change.anomaly();
        Firing before = firing.get(anomaly.id());
        boolean ends = anomaly.isOver();
        if (before == null && (ends || !routing.admits(anomaly))) {
            return;
        }
        if (before != null && anomaly.sequence() < before.alert().anomaly().sequence()) {
            return;
        }
        version++;
        if (ends) {
            end(before.alert(), anomaly, change.writtenMs(), known, nowMs);
            firing.remove(anomaly.id());
            return;
        }
        Map<String, String> labels = AlertLabels.of(anomaly, severities);
        if (before != null && !before.alert().labels().equals(labels)) {
            end(before.alert(), before.alert().anomaly(), change.writtenMs(), known, nowMs);
        }
        over.remove(labels);
        firing.put(anomaly.id(), new Firing(new Alert(labels, anomaly, OptionalLong.empty()), change.partition()));
    }

    private void end(Alert alert, Anomaly last, long endedMs, boolean known, long nowMs) {
        if (known && endedMs + SAY_OVER_MS < nowMs) {
            return;
        }
        Over ended = new Over(new Alert(alert.labels(), last, OptionalLong.of(endedMs)), version, known);
        over.put(alert.labels(), ended);
    }

    /** Takes an anomaly that is open, of which the changes are not known any more. */
    synchronized void seed(Anomaly anomaly, int partition) {
        if (!firing.containsKey(anomaly.id()) && routing.admits(anomaly)) {
            version++;
            Alert alert = new Alert(AlertLabels.of(anomaly, severities), anomaly, OptionalLong.empty());
            firing.put(anomaly.id(), new Firing(alert, partition));
        }
    }

    /** Forgets a partition, which others have now; they tell of it. */
    synchronized void drop(int partition) {
        firing.values().removeIf(alert -> alert.partition() == partition);
        version++;
    }

    /** What a peer is to be told now. Of two anomalies with the same labels the one that is open is told. */
    synchronized Snapshot snapshot(long nowMs) {
        over.values().removeIf(ended -> isSaid(ended, nowMs));
        Map<Map<String, String>, Alert> alerts = new LinkedHashMap<>();
        over.forEach((labels, ended) -> alerts.put(labels, ended.alert));
        firing.values().forEach(alert -> alerts.put(alert.alert().labels(), alert.alert()));
        return new Snapshot(new ArrayList<>(alerts.values()), version);
    }

    private boolean isSaid(Over ended, long nowMs) {
        if (ended.firstTakenMs == 0 || nowMs - ended.firstTakenMs < SAY_OVER_MS) {
            return false;
        }
        return ended.known || ended.takenBy.size() >= peers || nowMs - ended.firstTakenMs >= WAIT_FOR_PEERS_MS;
    }

    /** A peer has taken a snapshot. */
    synchronized void taken(int peer, Snapshot snapshot, long nowMs) {
        for (Over ended : over.values()) {
            if (ended.version <= snapshot.version()) {
                ended.takenBy.add(peer);
                ended.firstTakenMs = ended.firstTakenMs == 0 ? nowMs : ended.firstTakenMs;
            }
        }
    }

    /** Grows with each change. */
    synchronized long version() {
        return version;
    }

    /** How many alerts fire. */
    synchronized int firing() {
        return firing.size();
    }

    /** By id the anomalies that fire; for tests. */
    synchronized Map<String, Alert> byId() {
        Map<String, Alert> alerts = new HashMap<>();
        firing.forEach((id, alert) -> alerts.put(id, alert.alert()));
        return alerts;
    }
}
