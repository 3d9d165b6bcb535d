package io.upsurge.app.doctor;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.doctor.look.ClusterView;
import io.upsurge.app.doctor.look.GroupView;
import io.upsurge.app.doctor.look.InputsView;
import io.upsurge.app.doctor.look.LagView;
import io.upsurge.app.doctor.look.Look;
import io.upsurge.app.doctor.look.Period;
import io.upsurge.app.doctor.look.RegistryView;
import io.upsurge.app.doctor.look.SourcesView;
import io.upsurge.app.doctor.look.TopicsView;
import java.util.Map;

/**
 * Everything that was looked at.
 *
 * @param config the configuration
 * @param period which records were read
 * @param nowMs the time here, milliseconds since 1970-01-01T00:00Z
 * @param cluster the brokers
 * @param topics the topics
 * @param registry the schema registry
 * @param inputs samples, roll-outs and dead letters
 * @param group the consumer group of the pipeline
 * @param lag how far the pipeline was, twice
 * @param sources what the inputs would read from
 * @param rates by cluster the end of the newest window with rates, milliseconds since 1970-01-01T00:00Z
 */
record Examination(
        UpsurgeConfig config,
        Period period,
        long nowMs,
        Look<ClusterView> cluster,
        Look<TopicsView> topics,
        Look<RegistryView> registry,
        Look<InputsView> inputs,
        Look<GroupView> group,
        Look<LagView> lag,
        SourcesView sources,
        Look<Map<String, Long>> rates) {

    /** Where Kafka is, as configured. */
    String bootstrap() {
        return config.kafka().getOrDefault("bootstrap.servers", "");
    }
}
