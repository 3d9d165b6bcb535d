package io.upsurge.stream;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.stream.Admission.Input;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads records of the input topics as the topology does, but outside of it: what its guards refuse is left out. */
public final class Intake {
    private static final Duration REGISTRY_PAUSE = Duration.ofSeconds(2);

    private final Door<SampleRecord> samples;
    private final Door<RolloutFact> rollouts;

    /**
     * Prepares to read.
     *
     * @param partitions partitions of each input topic
     * @param futureToleranceMs how far ahead of the broker's clock a record may be dated, milliseconds
     * @param samples decodes scrapes and heartbeats; not closed here
     * @param rollouts decodes roll-out facts; not closed here
     */
    public Intake(
            int partitions,
            long futureToleranceMs,
            Deserializer<SampleRecord> samples,
            Deserializer<RolloutFact> rollouts) {
        this.samples = Door.of(Inputs.SAMPLES, partitions, futureToleranceMs, samples);
        this.rollouts = Door.of(Inputs.ROLLOUTS, partitions, futureToleranceMs, rollouts);
    }

    /**
     * What the topology makes of a record.
     *
     * @param value what it says; empty if it is refused
     * @param refusal why it is refused; empty if it is not
     * @param <T> what the topic carries
     */
    public record Judged<T>(Optional<T> value, Optional<Refused> refusal) {}

    /**
     * Why a record is refused.
     *
     * @param cause kind of reason
     * @param message the reason in words, as it stands in the header of the dead letter
     */
    public record Refused(RefusalCause cause, String message) {}

    /** A scrape or heartbeat; empty if the topology refuses the record. */
    public Optional<SampleRecord> sample(ConsumerRecord<byte[], byte[]> record) {
        return samples.judge(record).value();
    }

    /** A roll-out fact; empty if the topology refuses the record. */
    public Optional<RolloutFact> fact(ConsumerRecord<byte[], byte[]> record) {
        return rollouts.judge(record).value();
    }

    /** A scrape or heartbeat, or why the topology refuses the record. */
    public Judged<SampleRecord> judgeSample(ConsumerRecord<byte[], byte[]> record) {
        return samples.judge(record);
    }

    /** A roll-out fact, or why the topology refuses the record. */
    public Judged<RolloutFact> judgeFact(ConsumerRecord<byte[], byte[]> record) {
        return rollouts.judge(record);
    }

    private record Door<T>(InboundDeserializer<T> decoder, EventTime<T> clock, Admission<T> admission) {

        static <T> Door<T> of(Input<T> input, int partitions, long futureToleranceMs, Deserializer<T> decoder) {
            return new Door<>(
                    new InboundDeserializer<>(decoder, REGISTRY_PAUSE),
                    new EventTime<>(input.timeOf(), futureToleranceMs, System::currentTimeMillis),
                    new Admission<>(input, partitions));
        }

        Judged<T> judge(ConsumerRecord<byte[], byte[]> record) {
            Inbound<T> inbound = decoder.deserialize(record.topic(), record.headers(), record.value());
            long timeMs = clock.of(inbound, record.timestampType(), record.timestamp());
            OptionalInt partition = OptionalInt.of(record.partition());
            Optional<Refused> refused = admission
                    .check(record.key(), inbound, partition, timeMs)
                    .map(refusal -> new Refused(refusal.cause(), refusal.message()));
            return new Judged<>(refused.isPresent() ? Optional.empty() : inbound.decoded(), refused);
        }
    }
}
