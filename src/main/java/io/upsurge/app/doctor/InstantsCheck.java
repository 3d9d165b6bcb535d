package io.upsurge.app.doctor;

import java.util.ArrayList;
import java.util.List;

/** Whether the path of the samples keeps instants, and marks of a restart. */
final class InstantsCheck implements Check {
    private static final long ENOUGH = 20;

    @Override
    public Group group() {
        return Group.LOSSES;
    }

    @Override
    public String name() {
        return "instants and restarts";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        List<Finding> findings = new ArrayList<>();
        seen.inputs().get().samples().clusters().forEach((name, cluster) -> {
            if (cluster.scrapes() < ENOUGH) {
                return;
            }
            int before = findings.size();
            if (cluster.wholeSeconds() == cluster.scrapes()) {
                findings.add(Diagnosis.WHOLE_SECONDS.at(
                        "cluster " + name,
                        "all " + cluster.scrapes()
                                + " scrapes are dated to the whole second, as prometheus-kafka-adapter" + " does",
                        "send by remote write to upsurge ingest instead"));
            }
            if (cluster.withPod() == 0 && cluster.withStart() == 0) {
                findings.add(Diagnosis.NO_RESTART_MARKS.at(
                        "cluster " + name,
                        "no scrape tells the pod's UID or the start of its process",
                        "send process_start_time_seconds, or a label with the pod's UID, along"));
            }
            if (findings.size() == before) {
                findings.add(
                        Diagnosis.NOTHING_LOST.at("cluster " + name, "instants are exact, and restarts can be told"));
            }
        });
        return findings;
    }
}
