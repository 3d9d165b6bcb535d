package io.upsurge.app.bench.detection;

import io.upsurge.app.bench.detection.fleet.FleetGenerator;
import io.upsurge.app.bench.detection.fleet.Pace;
import io.upsurge.app.bench.detection.fleet.SeriesNames;
import io.upsurge.detect.fleet.FleetStage;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.VersionRate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Hears rates and anomalies of one run and remembers what the scores need. */
final class RunListener implements FleetStage.Sink {
    /** A ratio so long after the last node's restart still counts as the one at the end of the roll-out, minutes. */
    private static final double SETTLED_MINUTES = 10;

    private final Cell cell;
    private final FleetGenerator fleet;
    private final int affectedKeys;
    private final String firstGroup;
    private final Set<String> affectedGroups = new HashSet<>();
    private final Map<Level, Finding> found = new EnumMap<>(Level.class);
    private final Map<Level, Set<String>> falseGroups = new EnumMap<>(Level.class);
    private final Map<String, Set<String>> others = new TreeMap<>();
    private final Set<String> openBack = new HashSet<>();
    private Double ratio;
    private Double lowerBound;
    private Double resolvedMinutes;

    RunListener(Cell cell, FleetGenerator fleet, double multiple) {
        this.cell = cell;
        this.fleet = fleet;
        this.affectedKeys = cell.kind(multiple) == Cell.Kind.CLEAN
                ? 0
                : cell.plan().effect().keys();
        this.firstGroup = group(0);
        for (int key = 0; key < affectedKeys; key++) {
            affectedGroups.add(group(key));
        }
    }

    private static String group(int key) {
        return "{api=\"" + SeriesNames.api(key) + "\"}";
    }

    @Override
    public void rate(VersionRate rate) {
        if (rate.ratio().isPresent()
                && rate.version().equals(Pace.NEW)
                && rate.key().group().equals(firstGroup)
                && fleet.minutesAt(rate.window().endMs()) <= fleet.schedule().lastMinutes() + SETTLED_MINUTES) {
            ratio = rate.ratio().getAsDouble();
        }
    }

    @Override
    public void anomaly(Anomaly anomaly) {
        String group = anomaly.key().group();
        double minutes = fleet.minutesAt(anomaly.atMs());
        if (AlarmReader.isAlarm(anomaly)) {
            alarm(anomaly, group, minutes);
        } else if (AlarmReader.isSaid(anomaly)) {
            others.computeIfAbsent(anomaly.verdict().name(), v -> new HashSet<>())
                    .add(group);
        }
        rollback(anomaly, minutes);
    }

    private void alarm(Anomaly anomaly, String group, double minutes) {
        double first = fleet.schedule().firstMinutes();
        Finding finding = Finding.of(minutes - first, fleet.schedule().shareAt(minutes));
        boolean right = affectedGroups.contains(group) && minutes >= first;
        if (right && anomaly.level().compareTo(Level.CONFIRMED) >= 0 && lowerBound == null) {
            AlarmReader.lowerBound(anomaly).ifPresent(bound -> lowerBound = bound);
        }
        for (Level level : Level.values()) {
            if (level.compareTo(anomaly.level()) > 0) {
                continue;
            }
            if (right) {
                found.merge(level, finding, Finding::earlier);
            } else {
                falseGroups.computeIfAbsent(level, l -> new HashSet<>()).add(group);
            }
        }
        String attribution = AlarmReader.attribution(anomaly);
        if (!attribution.isEmpty()) {
            others.computeIfAbsent(anomaly.level() + " " + attribution, a -> new HashSet<>())
                    .add(group);
        }
    }

    private void rollback(Anomaly anomaly, double minutes) {
        double begun = fleet.schedule().backFirstMinutes();
        if (Double.isNaN(begun) || !affectedGroups.contains(anomaly.key().group())) {
            return;
        }
        if (minutes < begun && AlarmReader.isSaid(anomaly)) {
            openBack.add(anomaly.id());
        } else if (minutes < begun) {
            openBack.remove(anomaly.id());
        } else if (anomaly.state() == State.RESOLVED && openBack.contains(anomaly.id())) {
            // Nine in ten nodes are enough for a rollback; the last one may still be on its way.
            double after = Math.max(0, minutes - fleet.schedule().backMinutes());
            resolvedMinutes = resolvedMinutes == null ? after : Math.max(resolvedMinutes, after);
        }
    }

    RunResult result(int run, Map<String, Finding> rivals) {
        Map<Level, Integer> falseKeys = new EnumMap<>(Level.class);
        falseGroups.forEach((level, groups) -> falseKeys.put(level, groups.size()));
        Map<String, Integer> counts = new TreeMap<>();
        others.forEach((name, groups) -> counts.put(name, groups.size()));
        return new RunResult(
                cell.name(),
                run,
                found,
                falseKeys,
                counts,
                ratio,
                lowerBound,
                !openBack.isEmpty(),
                resolvedMinutes,
                rivals);
    }
}
