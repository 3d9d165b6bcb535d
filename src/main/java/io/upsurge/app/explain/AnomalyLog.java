package io.upsurge.app.explain;

import io.upsurge.app.tail.TailStart;
import io.upsurge.app.tail.TopicTail;
import io.upsurge.model.Anomaly;
import io.upsurge.wire.WireException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Deserializer;

/** The topic of every change of every anomaly, looked through from its beginning to the end it has now. */
public final class AnomalyLog {
    private static final int NEAREST = 3;

    private final TopicTail tail;
    private final String topic;
    private final Deserializer<Anomaly> decoder;

    /**
     * A log.
     *
     * @param tail reads topics
     * @param topic name of the topic
     * @param decoder decodes its values; not closed here
     */
    public AnomalyLog(TopicTail tail, String topic, Deserializer<Anomaly> decoder) {
        this.tail = tail;
        this.topic = topic;
        this.decoder = decoder;
    }

    /**
     * Looks for an anomaly. A change that stands in the topic twice, which at-least-once may leave, counts once; of two that
     * differ, after another run under another configuration, the later one.
     *
     * @param id an id, or its first digits
     */
    public Lookup find(String id) {
        TreeSet<String> others = new TreeSet<>();
        TreeMap<String, TreeMap<Integer, Anomaly>> matches = new TreeMap<>();
        tail.read(topic, new TailStart.Beginning(), Long.MAX_VALUE, false, read -> {
            Anomaly anomaly = decode(read.value());
            if (anomaly == null) {
                return true;
            }
            if (anomaly.id().startsWith(id)) {
                matches.computeIfAbsent(anomaly.id(), i -> new TreeMap<>()).put(anomaly.sequence(), anomaly);
            } else {
                others.add(anomaly.id());
            }
            return true;
        });
        if (matches.isEmpty()) {
            return new Lookup.Unknown(others.size(), nearest(id, others));
        }
        if (matches.containsKey(id) || matches.size() == 1) {
            TreeMap<Integer, Anomaly> changes = matches.containsKey(id)
                    ? matches.get(id)
                    : matches.firstEntry().getValue();
            return new Lookup.Found(List.copyOf(changes.values()));
        }
        List<Anomaly> last = new ArrayList<>();
        matches.values().forEach(changes -> last.add(changes.lastEntry().getValue()));
        return new Lookup.Ambiguous(last);
    }

    /** The change; null where there is none, or one that cannot be decoded, which `tail` shows. */
    private Anomaly decode(byte[] value) {
        try {
            return value == null ? null : decoder.deserialize(topic, value);
        } catch (WireException e) {
            return null;
        }
    }

    private static List<String> nearest(String id, Set<String> ids) {
        Comparator<String> byLikeness = Comparator.comparingInt(other -> -likeness(id, other));
        return ids.stream()
                .sorted(byLikeness.thenComparing(Comparator.naturalOrder()))
                .limit(NEAREST)
                .toList();
    }

    /** Equal characters at equal places. */
    private static int likeness(String a, String b) {
        int equal = 0;
        for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
            equal += a.charAt(i) == b.charAt(i) ? 1 : 0;
        }
        return equal;
    }
}
