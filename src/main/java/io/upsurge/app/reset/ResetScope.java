package io.upsurge.app.reset;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.stream.UpsurgeTopology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may belong to an application, by name. Names are whole names: the topics of {@code upsurge-test} begin with
 * {@code upsurge-} too, and are another application's.
 *
 * @param applicationId the application
 * @param inputs topics it reads, which are never touched
 * @param internal changelogs and the repartition topic
 * @param results topics it writes that are to go
 * @param groups consumer groups that are to go, its own first
 * @param stateDir folder of its state on this machine
 */
public record ResetScope(
        String applicationId,
        Inputs inputs,
        List<String> internal,
        List<String> results,
        List<String> groups,
        Path stateDir) {

    /**
     * The topics it reads.
     *
     * @param samples topic of the samples
     * @param rollouts topic of the roll-outs
     */
    public record Inputs(String samples, String rollouts) {}

    /** Copies the lists. */
    public ResetScope {
        internal = List.copyOf(internal);
        results = List.copyOf(results);
        groups = List.copyOf(groups);
    }

    /**
     * Of a configuration.
     *
     * @param results whether what it has said is to go
     * @param alerts whether it is to be forgotten up to where the sinks have been told
     */
    public static ResetScope of(UpsurgeConfig config, boolean results, boolean alerts) {
        String id = config.pipeline().applicationId();
        UpsurgeConfig.Topics topics = config.topics();
        List<String> groups = new ArrayList<>(List.of(id));
        if (alerts) {
            config.alerts().sinks().forEach(sink -> groups.add(id + "-alert-" + sink.name()));
        }
        return new ResetScope(
                id,
                new Inputs(topics.samples(), topics.rollouts()),
                UpsurgeTopology.internalTopics(id),
                results ? List.of(topics.versionRates(), topics.anomalies(), topics.anomaliesOpen()) : List.of(),
                groups,
                config.pipeline().stateDir().resolve(id));
    }

    /**
     * Topics that look like internal ones of this application but are not known: another application's, or those of another
     * release. They stay.
     *
     * @param existing every topic there is
     */
    public List<String> strangers(Set<String> existing) {
        return new TreeSet<>(existing)
                .stream()
                        .filter(name -> name.startsWith(applicationId + '-'))
                        .filter(name -> name.endsWith("-changelog") || name.endsWith("-repartition"))
                        .filter(name -> !internal.contains(name))
                        .toList();
    }
}
