package io.upsurge.app.view;

import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.VersionRate;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What decodes the topics that a view is fed from.
 *
 * @param versionRates for the topic of the rates
 * @param rollouts for the topic of the roll-outs
 * @param anomalies for the topic of the anomalies
 */
public record ViewDecoders(
        Deserializer<VersionRate> versionRates, Deserializer<RolloutFact> rollouts, Deserializer<Anomaly> anomalies)
        implements AutoCloseable {

    /** Closes all of them. */
    @Override
    public void close() {
        versionRates.close();
        rollouts.close();
        anomalies.close();
    }
}
