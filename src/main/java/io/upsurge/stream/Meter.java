package io.upsurge.stream;

import io.upsurge.detect.Counters;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * Counts in the metrics of Kafka Streams, group {@code stream-upsurge-metrics}, one {@code <event>-total} per task, and tells
 * the listener.
 */
final class Meter implements Counters {
    private static final String SCOPE = "upsurge";

    private final Map<Event, Sensor> events = new EnumMap<>(Event.class);
    private final Map<RefusalCause, Sensor> refusals = new EnumMap<>(RefusalCause.class);
    private final TopologyListener listener;

    Meter(StreamsMetrics metrics, String task, TopologyListener listener) {
        this.listener = listener;
        for (Event event : Event.values()) {
            events.put(
                    event,
                    sensor(metrics, task, event.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        for (RefusalCause cause : RefusalCause.values()) {
            refusals.put(cause, sensor(metrics, task, "refused-" + cause.text()));
        }
    }

    private static Sensor sensor(StreamsMetrics metrics, String task, String name) {
        return metrics.addRateTotalSensor(SCOPE, task, name, RecordingLevel.INFO);
    }

    @Override
    public void count(Event event) {
        events.get(event).record();
        listener.counted(event);
    }

    void refused(String input, RefusalCause cause) {
        refusals.get(cause).record();
        listener.refused(input, cause);
    }
}
