package io.upsurge.app.contracts;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.stream.TopologySerdes;
import io.upsurge.wire.RegistryClient;
import io.upsurge.wire.SchemaSubjects;
import io.upsurge.wire.WireSerdes;

/**
 * How a configuration encodes its topics.
 *
 * @param registry the schema registry
 * @param serdes the serdes
 * @param subjects the contracts under the names of the topics
 */
public record Contracts(RegistryClient registry, WireSerdes serdes, SchemaSubjects subjects) {

    /**
     * Of a configuration.
     *
     * @throws IllegalArgumentException if a registry setting is wrong; says which
     */
    public static Contracts of(UpsurgeConfig config) {
        RegistryClient registry = RegistryClient.of(config.registry());
        UpsurgeConfig.Topics topics = config.topics();
        return new Contracts(
                registry,
                new WireSerdes(registry, config.registry()),
                SchemaSubjects.ofTopics(
                        topics.samples(),
                        topics.rollouts(),
                        topics.versionRates(),
                        topics.anomalies(),
                        topics.anomaliesOpen()));
    }

    /** What the topology reads and writes with. */
    public TopologySerdes forTopology() {
        return new TopologySerdes(
                serdes.samples().deserializer(),
                serdes.rollouts().deserializer(),
                serdes.versionRates().serializer(),
                serdes.anomalies().serializer());
    }
}
