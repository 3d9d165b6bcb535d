package io.upsurge.app;

import io.upsurge.app.view.ViewDecoders;
import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.VersionRate;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What decodes the values of the topics.
 *
 * @param anomalies for the topic of the anomalies
 * @param versionRates for the topic of the rates
 * @param samples for the topic of the samples
 * @param rollouts for the topic of the roll-outs
 */
public record Decoders(
        Deserializer<Anomaly> anomalies,
        Deserializer<VersionRate> versionRates,
        Deserializer<SampleRecord> samples,
        Deserializer<RolloutFact> rollouts)
        implements AutoCloseable {

    /** Those of them that a view needs. */
    ViewDecoders forView() {
        return new ViewDecoders(versionRates, rollouts, anomalies);
    }

    /** Closes all of them. */
    @Override
    public void close() {
        anomalies.close();
        versionRates.close();
        samples.close();
        rollouts.close();
    }
}
