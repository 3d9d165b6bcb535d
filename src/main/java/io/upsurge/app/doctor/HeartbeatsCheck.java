package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.ClusterDigest;
import io.upsurge.app.doctor.look.InputsView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Whether every partition hears of every cluster, from its nodes or by heartbeats. */
final class HeartbeatsCheck implements Check {
    @Override
    public Group group() {
        return Group.SAMPLES;
    }

    @Override
    public String name() {
        return "heartbeats";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        InputsView inputs = seen.inputs().get();
        List<Finding> findings = new ArrayList<>();
        inputs.samples().clusters().forEach((name, cluster) -> {
            if (cluster.scrapes() > 0) {
                of(seen, inputs.partitions(), name, cluster, findings);
            }
        });
        return findings;
    }

    private static void of(
            Examination seen, int partitions, String name, ClusterDigest cluster, List<Finding> findings) {
        List<String> deaf = IntStream.range(0, partitions)
                .filter(partition -> !cluster.beatsIn(partition) && !cluster.scrapesIn(partition))
                .mapToObj(String::valueOf)
                .toList();
        long idleMs = seen.config().pipeline().idleAfterMs();
        if (!deaf.isEmpty()) {
            findings.add(Diagnosis.HELD_BACK.at(
                    "cluster " + name,
                    "neither nodes nor heartbeats in " + (deaf.size() == 1 ? "partition " : "partitions ")
                            + Words.some(deaf) + " of " + partitions
                            + (idleMs == 0
                                    ? ": its windows never close"
                                    : ": each window waits " + Words.duration(idleMs) + " and counts as incomplete"),
                    "let the sender write heartbeats to every partition, as all inputs of Upsurge do"));
        } else if (!cluster.beats()) {
            findings.add(Diagnosis.NO_HEARTBEATS.at(
                    "cluster " + name,
                    "no heartbeat was seen; for now every partition has nodes of it",
                    "let the sender write heartbeats to every partition, as all inputs of Upsurge do"));
        }
    }
}
