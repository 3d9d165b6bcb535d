package io.upsurge.app.doctor.look;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.stream.Intake;
import io.upsurge.stream.Intake.Judged;
import io.upsurge.stream.Intake.Refused;
import io.upsurge.wire.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads samples, roll-outs and dead letters of a period, and says of each record what the topology would make of it. */
public final class InputsProbe {
    private static final String CAUSE = "upsurge.cause";
    private static final String ERRORS = "__streams.errors.";

    private final Consumer<byte[], byte[]> consumer;
    private final UpsurgeConfig config;
    private final Deserializer<SampleRecord> samples;
    private final Deserializer<RolloutFact> facts;
    private final Clock clock;
    private final long maxRecords;

    /**
     * A probe.
     *
     * @param consumer client that reads committed records, in no group; not closed here
     * @param config names the topics and says what is watched
     * @param samples decodes scrapes and heartbeats; not closed here
     * @param facts decodes roll-out facts; not closed here
     * @param clock the time here
     * @param maxRecords most records to read of a topic
     */
    public InputsProbe(
            Consumer<byte[], byte[]> consumer,
            UpsurgeConfig config,
            Deserializer<SampleRecord> samples,
            Deserializer<RolloutFact> facts,
            Clock clock,
            long maxRecords) {
        this.consumer = consumer;
        this.config = config;
        this.samples = impatient(samples);
        this.facts = impatient(facts);
        this.clock = clock;
        this.maxRecords = maxRecords;
    }

    /**
     * Reads the topics. Roll-outs are read however old they are: what a node runs may have been told long ago.
     *
     * @param period which samples and dead letters are read
     */
    public InputsView read(Period period) {
        UpsurgeConfig.Topics topics = config.topics();
        int partitions = Math.max(1, reading().partitions(topics.samples()).size());
        Intake intake = new Intake(partitions, config.engine().futureToleranceMs(), samples, facts);
        SampleDigest digest = new SampleDigest(config.signals(), config.engine());
        Map<String, Records> read = new LinkedHashMap<>();
        long lengthMs = period.length().toMillis();
        long nowMs = clock.millis();
        read.put(
                topics.samples(),
                period.watching()
                        ? reading().coming(topics.samples(), period.length(), record -> take(record, intake, digest))
                        : reading()
                                .past(
                                        topics.samples(),
                                        OptionalLong.of(nowMs - lengthMs),
                                        record -> take(record, intake, digest)));
        Look<FactDigest> factDigest = Look.at(() -> facts(intake, read));
        long lettersMs = period.watching() ? nowMs : nowMs - lengthMs;
        Look<Refusals> deadLetters = Look.at(() -> deadLetters(lettersMs));
        return new InputsView(digest, factDigest, deadLetters, partitions, read);
    }

    private FactDigest facts(Intake intake, Map<String, Records> read) {
        String topic = config.topics().rollouts();
        FactDigest digest = new FactDigest();
        read.put(topic, reading().past(topic, OptionalLong.empty(), record -> take(record, intake, digest)));
        return digest;
    }

    private Refusals deadLetters(long sinceMs) {
        Refusals letters = new Refusals();
        var unused = reading()
                .past(
                        config.topics().deadLetters(),
                        OptionalLong.of(sinceMs),
                        record -> letters.add(header(record, CAUSE), letter(record)));
        return letters;
    }

    private TopicReading reading() {
        return new TopicReading(consumer, maxRecords);
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Intake intake, SampleDigest digest) {
        Judged<SampleRecord> judged = intake.judgeSample(record);
        judged.value().ifPresent(sample -> digest.take(sample, record.partition(), record.timestamp()));
        judged.refusal().ifPresent(refused -> digest.refuse(refused.cause().text(), example(record, refused)));
        if (record.timestampType() == TimestampType.LOG_APPEND_TIME) {
            digest.clocks(record.timestamp(), clock.millis());
        }
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, Intake intake, FactDigest digest) {
        Judged<RolloutFact> judged = intake.judgeFact(record);
        judged.value().ifPresent(fact -> digest.take(fact, record.timestamp()));
        judged.refusal().ifPresent(refused -> digest.refuse(refused.cause().text(), example(record, refused)));
    }

    private static String example(ConsumerRecord<byte[], byte[]> record, Refused refused) {
        String key = record.key() == null ? "none" : "'" + new String(record.key(), StandardCharsets.UTF_8) + "'";
        return record.topic() + "-" + record.partition() + "@" + record.offset() + " key " + key + ": "
                + refused.message();
    }

    private static String letter(ConsumerRecord<byte[], byte[]> record) {
        return header(record, ERRORS + "topic") + "-" + header(record, ERRORS + "partition") + "@"
                + header(record, ERRORS + "offset") + ": " + header(record, ERRORS + "message");
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? "unknown"
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The topology waits for a registry that is away; whoever asked for a look does not want to wait with it. */
    private static <T> Deserializer<T> impatient(Deserializer<T> patient) {
        return new Deserializer<>() {
            @Override
            public T deserialize(String topic, byte[] bytes) {
                throw new UnsupportedOperationException("records are read with their headers");
            }

            @Override
            public T deserialize(String topic, Headers headers, byte[] bytes) {
                try {
                    return patient.deserialize(topic, headers, bytes);
                } catch (RegistryUnavailableException e) {
                    throw new RegistryGoneException(e);
                }
            }
        };
    }

    private static final class RegistryGoneException extends KafkaException {
        RegistryGoneException(RegistryUnavailableException cause) {
            super("the registry went away while records were read", cause);
        }
    }
}
