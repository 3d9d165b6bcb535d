package io.upsurge.deliver;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which anomalies a sink is told of.
 *
 * @param minLevel the least sure level that is told
 * @param verdicts what is told; an anomaly that was told is also told to be over, whatever its last verdict
 * @param clusters names of clusters
 * @param namespaces namespaces of DaemonSets
 * @param daemonsets names of DaemonSets
 * @param signals ids of signals; what is said of a workload itself has none, and always fits
 */
public record Routing(
        Level minLevel, Set<Verdict> verdicts, Globs clusters, Globs namespaces, Globs daemonsets, Globs signals) {

    /** Copies the verdicts. */
    public Routing {
        verdicts = Set.copyOf(verdicts);
    }

    /** What is told where nothing else is said: everything but drops. */
    public static Set<Verdict> usualVerdicts() {
        return EnumSet.complementOf(EnumSet.of(Verdict.DECREASED, Verdict.TRANSIENT));
    }

    /** Whether an anomaly, as this change leaves it, is one to tell of. */
    public boolean admits(Anomaly anomaly) {
        return anomaly.level().compareTo(minLevel) >= 0
                && verdicts.contains(anomaly.verdict())
                && clusters.match(anomaly.key().workload().cluster())
                && namespaces.match(anomaly.key().workload().namespace())
                && daemonsets.match(anomaly.key().workload().daemonset())
                && (anomaly.key().signal().isEmpty()
                        || signals.match(anomaly.key().signal()));
    }
}
