package io.upsurge.deliver;

import io.upsurge.deliver.Notice.Event;
import io.upsurge.model.Anomaly;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sink knows of the anomalies that are open: a fold over their changes in order, and nothing else. The same changes
 * give the same memory, so that it needs no store of its own. Not safe for use by several threads.
 */
final class Told {
    private final Routing routing;
    private final Updates updates;
    private final Map<String, Open> open = new LinkedHashMap<>();

    private static final class Open {
        private Anomaly last;
        private Anomaly told;
    }

    /**
     * A sink that knows nothing.
     *
     * @param routing which anomalies it is told of
     * @param updates which changes of them
     */
    Told(Routing routing, Updates updates) {
        this.routing = routing;
        this.updates = updates;
    }

    /** What the sink is to be told of a change; empty for nothing. Changes nothing. */
    Optional<Notice> decide(Anomaly change) {
        Open known = open.get(change.id());
        Anomaly told = known == null ? null : known.told;
        if (change.isOver()) {
            return told == null ? Optional.empty() : Optional.of(Notice.of(Event.ENDED, change));
        }
        if (told == null) {
            return routing.admits(change) ? Optional.of(Notice.of(Event.OPENED, change)) : Optional.empty();
        }
        boolean matters =
                switch (updates) {
                    case ALL -> true;
                    case LEVEL -> change.level().compareTo(told.level()) > 0 || change.verdict() != told.verdict();
                    case NONE -> false;
                };
        return matters && change.sequence() > told.sequence()
                ? Optional.of(Notice.of(Event.CHANGED, change))
                : Optional.empty();
    }

    /**
     * Takes note of a change.
     *
     * @param told whether the sink has taken it
     */
    void note(Anomaly change, boolean told) {
        if (change.isOver()) {
            open.remove(change.id());
            return;
        }
        Open known = open.computeIfAbsent(change.id(), id -> new Open());
        known.last = change;
        if (told) {
            known.told = change;
        }
    }

    /** Takes note of a change that was dealt with earlier, by the same rules. */
    void remember(Anomaly change) {
        note(change, decide(change).isPresent());
    }

    /** The last change of each open anomaly, in the order in which they opened. */
    List<Anomaly> open() {
        List<Anomaly> changes = new ArrayList<>();
        open.values().forEach(known -> changes.add(known.last));
        return changes;
    }

    /** How many open anomalies the sink was told of. */
    int count() {
        return (int) open.values().stream().filter(known -> known.told != null).count();
    }

    /** Takes the sink for one that was told nothing. */
    void startAfresh() {
        open.values().forEach(known -> known.told = null);
    }
}
