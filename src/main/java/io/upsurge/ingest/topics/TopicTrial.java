package io.upsurge.ingest.topics;

import io.upsurge.format.SeriesLabels;
import io.upsurge.format.Trait;
import io.upsurge.place.AnnouncedFacts;
import io.upsurge.place.Gathered;
import io.upsurge.place.Gathering;
import io.upsurge.place.Places;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What would become of a few records of a topic; nothing is written.
 *
 * @param records how many there were
 * @param undecodable how many cannot be read
 * @param example where the first of these is, and why; empty if all can be read
 * @param traits how often each trait of the source was met
 * @param readings values that were read, without those that a decoder leaves out because nobody asks for their metric
 * @param wanted values that a signal asks for, usable or not
 * @param rejected why the first of these can never be used; empty if none of them is rejected
 * @param noted why the first part of a record was left out; empty if none was
 * @param metrics names of metrics met, at most {@value #MAX_METRICS}
 */
public record TopicTrial(
        int records,
        int undecodable,
        Optional<String> example,
        Map<Trait, Long> traits,
        long readings,
        long wanted,
        Optional<String> rejected,
        Optional<String> noted,
        Set<String> metrics) {

    /** How many metrics are named. */
    public static final int MAX_METRICS = 1_000;

    /** Copies the collections. */
    public TopicTrial {
        traits = Map.copyOf(traits);
        metrics = new TreeSet<>(metrics);
    }

    /**
     * Decodes records as the reader of the topic would.
     *
     * @param input the topic
     * @param places knows whose series is whose
     * @param announced makes facts of announcements
     * @param records records of the topic
     * @param nowMs the present, milliseconds since 1970-01-01T00:00Z
     * @param futureToleranceMs how far ahead of it a reading may be dated, milliseconds
     */
    public static TopicTrial of(
            TopicInput input,
            Places places,
            AnnouncedFacts announced,
            List<ConsumerRecord<byte[], byte[]>> records,
            long nowMs,
            long futureToleranceMs) {
        Listening listening = new Listening(places);
        Batch.Result result = new Batch(List.of(input), listening, announced).decode(records, nowMs, futureToleranceMs);
        Gathered gathered = result.gathered();
        return new TopicTrial(
                records.size(),
                result.letters().size(),
                result.letters().stream().findFirst().map(TopicTrial::text),
                result.notes().traits(),
                listening.readings,
                gathered.kept() + gathered.unplaced() + gathered.rejectedCount(),
                gathered.rejected().stream().findFirst(),
                result.notes().examples().stream().findFirst(),
                listening.metrics);
    }

    private static String text(DeadLetters.Letter letter) {
        ConsumerRecord<byte[], byte[]> record = letter.record();
        return record.topic() + '-' + record.partition() + '@' + record.offset() + ": "
                + letter.why().getMessage();
    }

    /** Hears which metrics are met. */
    private static final class Listening implements Places {
        private final Places places;
        private final Set<String> metrics = new TreeSet<>();
        private long readings;

        Listening(Places places) {
            this.places = places;
        }

        private void meet(String metric) {
            if (metrics.size() < MAX_METRICS) {
                metrics.add(metric);
            }
        }

        @Override
        public Gathering begin() {
            Gathering gathering = places.begin();
            return new Gathering() {
                @Override
                public void accept(SeriesLabels series, long timeMs, double value, boolean stale, long startMs) {
                    readings++;
                    meet(series.metric());
                    gathering.accept(series, timeMs, value, stale, startMs);
                }

                @Override
                public Gathered finish() {
                    return gathering.finish();
                }
            };
        }

        @Override
        public boolean wants(String metric) {
            meet(metric);
            return places.wants(metric);
        }

        @Override
        public Set<String> metrics() {
            return places.metrics();
        }
    }
}
