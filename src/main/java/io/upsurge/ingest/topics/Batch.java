package io.upsurge.ingest.topics;

import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.PayloadDecoder;
import io.upsurge.format.ReadingSink;
import io.upsurge.format.SeriesLabels;
import io.upsurge.ingest.DateCheck;
import io.upsurge.model.RolloutFact;
import io.upsurge.place.AnnouncedFacts;
import io.upsurge.place.Gathered;
import io.upsurge.place.Gathering;
import io.upsurge.place.Places;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes records of the topics, and puts their readings together. For one thread. */
final class Batch {
    private static final String CLUSTER = "cluster";

    private final Places places;
    private final Map<String, TopicInput> inputs = new HashMap<>();
    private final Map<String, PayloadDecoder> decoders = new HashMap<>();
    private final Announcements announcements;

    /** Decodes what these topics carry. */
    Batch(List<TopicInput> inputs, Places places, AnnouncedFacts announced) {
        this.places = places;
        this.announcements = new Announcements(announced);
        for (TopicInput input : inputs) {
            this.inputs.put(input.topic(), input);
            input.format().decoder(places::wants).ifPresent(decoder -> decoders.put(input.topic(), decoder));
        }
    }

    /**
     * What became of records.
     *
     * @param gathered their readings, put together
     * @param letters the records that could not be read
     * @param notes what was left out of the others, and what can be seen of their sources
     * @param misdated readings dated in the future or before 2000
     * @param misdates why, of the first ones
     */
    record Result(
            Gathered gathered, List<DeadLetters.Letter> letters, Notes notes, long misdated, List<String> misdates) {}

    /**
     * Decodes records.
     *
     * @param nowMs the present, milliseconds since 1970-01-01T00:00Z
     * @param futureToleranceMs how far ahead of it a reading may be dated, milliseconds
     */
    Result decode(List<ConsumerRecord<byte[], byte[]>> records, long nowMs, long futureToleranceMs) {
        Gathering gathering = places.begin();
        DateCheck dated = new DateCheck(gathering, nowMs, futureToleranceMs);
        Notes notes = new Notes();
        List<DeadLetters.Letter> letters = new ArrayList<>();
        List<RolloutFact> facts = new ArrayList<>();
        long others = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                if (record.value() == null) {
                    throw new FormatException("a record without value");
                }
                PayloadDecoder decoder = decoders.get(record.topic());
                if (decoder != null) {
                    decoder.decode(record.value(), sink(record.topic(), dated), notes);
                    continue;
                }
                Optional<List<RolloutFact>> announced = announcements.decode(record, dated, notes);
                others += announced.isEmpty() ? 1 : 0;
                announced.ifPresent(facts::addAll);
            } catch (FormatException | RuntimeException e) {
                letters.add(new DeadLetters.Letter(record, e));
            }
        }
        Gathered gathered = gathering.finish().with(facts, others);
        return new Result(gathered, letters, notes, dated.refused(), dated.refusals());
    }

    private ReadingSink sink(String topic, ReadingSink next) {
        return inputs.get(topic)
                .cluster()
                .<ReadingSink>map(cluster -> (series, timeMs, value, stale, startMs) ->
                        next.accept(inCluster(series, cluster), timeMs, value, stale, startMs))
                .orElse(next);
    }

    private static SeriesLabels inCluster(SeriesLabels series, String cluster) {
        if (!series.get(CLUSTER).isEmpty()) {
            return series;
        }
        Map<String, String> labels = series.toMap();
        labels.put(CLUSTER, cluster);
        return SeriesLabels.of(labels);
    }
}
