package io.upsurge.stream;

import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.VersionRate;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How the topics are encoded.
 *
 * @param samples reads samples
 * @param rollouts reads roll-out facts
 * @param versionRates writes rates
 * @param anomalies writes anomalies
 */
public record TopologySerdes(
        Deserializer<SampleRecord> samples,
        Deserializer<RolloutFact> rollouts,
        Serializer<VersionRate> versionRates,
        Serializer<Anomaly> anomalies) {}
