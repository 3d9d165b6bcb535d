package io.upsurge.app.bench.chaos;

import io.upsurge.app.bench.chaos.ChaosTopics.Isolation;
import io.upsurge.app.bench.chaos.Comparison.Entry;
import io.upsurge.app.bench.chaos.Oracle.Truth;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.model.Anomaly;
import io.upsurge.model.VersionRate;
import io.upsurge.wire.WireSerdes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What stands in the result topics at the end, committed, beside what must stand there.
 *
 * @param rates the rates
 * @param anomalies the changes of anomalies
 * @param open the open anomalies, the last record of each
 * @param gaps anomalies whose changes are not numbered 1, 2, 3 and so on
 * @param deadLetters refused records; there must be none
 * @param withdrawn results that were written in a transaction that was not committed: nobody who reads committed records saw
 *     them
 */
record Findings(Comparison rates, Comparison anomalies, Comparison open, int gaps, long deadLetters, long withdrawn) {

    /** Whether all is as it must be. */
    boolean same() {
        return rates.same() && anomalies.same() && open.same() && gaps == 0 && deadLetters == 0;
    }

    /** Reads the topics and compares. Nothing may be writing any more. */
    static Findings of(ChaosTopics topics, Truth truth) {
        UpsurgeConfig.Topics names = topics.config().topics();
        WireSerdes serdes = topics.contracts().serdes();
        Form<VersionRate> rates =
                new Form<>(
                        names.versionRates(),
                        serdes.versionRates().serializer(),
                        serdes.versionRates().deserializer()) {
                    @Override
                    Entry entry(VersionRate rate, ByteBuffer bytes) {
                        String identity = rate.window().endMs() + " " + rate.version();
                        return new Entry(rate.key().key(), identity, rate, bytes);
                    }
                };
        Form<Anomaly> changes =
                new Form<>(
                        names.anomalies(),
                        serdes.anomalies().serializer(),
                        serdes.anomalies().deserializer()) {
                    @Override
                    Entry entry(Anomaly anomaly, ByteBuffer bytes) {
                        return new Entry(anomaly.id(), "change " + anomaly.sequence(), anomaly, bytes);
                    }
                };
        List<ConsumerRecord<byte[], byte[]>> rateRecords = topics.read(Isolation.READ_COMMITTED, rates.topic);
        List<ConsumerRecord<byte[], byte[]>> changeRecords = topics.read(Isolation.READ_COMMITTED, changes.topic);
        List<ConsumerRecord<byte[], byte[]>> openRecords = topics.read(Isolation.READ_COMMITTED, names.anomaliesOpen());
        long written =
                (long) topics.read(Isolation.READ_UNCOMMITTED, rates.topic).size()
                        + topics.read(Isolation.READ_UNCOMMITTED, changes.topic).size();
        return new Findings(
                Comparison.of(rates.encoded(truth.rates()), rates.decoded(rateRecords)),
                Comparison.of(changes.encoded(truth.anomalies()), changes.decoded(changeRecords)),
                Comparison.of(
                        changes.encoded(open(truth.anomalies())),
                        changes.decoded(List.copyOf(latest(openRecords).values()))),
                gaps(changes, changeRecords),
                topics.read(Isolation.READ_COMMITTED, names.deadLetters()).size(),
                written - rateRecords.size() - changeRecords.size());
    }

    private static List<Anomaly> open(List<Anomaly> changes) {
        Map<String, Anomaly> last = new TreeMap<>();
        changes.forEach(change -> last.put(change.id(), change));
        return last.values().stream().filter(change -> !change.isOver()).toList();
    }

    private static Map<String, ConsumerRecord<byte[], byte[]>> latest(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, ConsumerRecord<byte[], byte[]>> latest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                latest.remove(key);
            } else {
                latest.put(key, record);
            }
        }
        return latest;
    }

    private static int gaps(Form<Anomaly> form, List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, List<Integer>> sequences = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Anomaly change = form.decoder.deserialize(form.topic, record.value());
            sequences.computeIfAbsent(change.id(), id -> new ArrayList<>()).add(change.sequence());
        }
        int gaps = 0;
        for (List<Integer> sequence : sequences.values()) {
            int first = sequence.get(0);
            boolean whole = first <= 1;
            for (int i = 0; i < sequence.size(); i++) {
                whole &= sequence.get(i) == first + i;
            }
            gaps += whole ? 0 : 1;
        }
        return gaps;
    }

    /** How records of a topic are told apart and encoded. */
    private abstract static class Form<T> {
        private final String topic;
        private final Serializer<T> encoder;
        private final Deserializer<T> decoder;

        Form(String topic, Serializer<T> encoder, Deserializer<T> decoder) {
            this.topic = topic;
            this.encoder = encoder;
            this.decoder = decoder;
        }

        abstract Entry entry(T value, ByteBuffer bytes);

        List<Entry> encoded(List<T> values) {
            return values.stream()
                    .map(value -> entry(value, ByteBuffer.wrap(encoder.serialize(topic, value))))
                    .toList();
        }

        List<Entry> decoded(List<ConsumerRecord<byte[], byte[]>> records) {
            return records.stream()
                    .map(record -> entry(decoder.deserialize(topic, record.value()), ByteBuffer.wrap(record.value())))
                    .toList();
        }
    }
}
