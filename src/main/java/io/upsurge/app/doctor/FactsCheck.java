package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.ClusterDigest;
import io.upsurge.app.doctor.look.FactDigest;
import io.upsurge.app.doctor.look.InputsView;
import io.upsurge.model.RolloutFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether roll-out facts come in time, are accepted, and whether the watcher is still there. */
final class FactsCheck implements Check {
    @Override
    public Group group() {
        return Group.ROLLOUTS;
    }

    @Override
    public String name() {
        return "roll-out facts";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        InputsView inputs = seen.inputs().get();
        FactDigest facts = inputs.facts().get();
        List<Finding> findings = new ArrayList<>();
        facts.refusals()
                .causes()
                .forEach((cause, sum) -> findings.add(Diagnosis.FACTS_REFUSED.at(
                        seen.config().topics().rollouts(),
                        Words.count(sum.count(), "record") + " " + cause + ", such as " + sum.example(),
                        RefusalsCheck.remedy(cause))));
        long blindAfterMs = seen.config().engine().blindAfterMs();
        facts.heard().forEach((cluster, sources) -> {
            Long heardMs = sources.get(RolloutFact.WATCH);
            if (heardMs != null && blindAfterMs > 0 && seen.nowMs() - heardMs > blindAfterMs) {
                findings.add(Diagnosis.WATCHER_SILENT.at(
                        "cluster " + cluster,
                        "the watcher was last heard " + Words.duration(seen.nowMs() - heardMs)
                                + " ago; it repeats itself every few minutes",
                        "start upsurge watch for this cluster and look at its log"));
            }
        });
        inputs.samples().clusters().forEach((name, cluster) -> late(seen, facts, name, cluster, findings));
        return findings;
    }

    private static void late(
            Examination seen, FactDigest facts, String name, ClusterDigest cluster, List<Finding> findings) {
        if (cluster.scrapes() == 0 || !cluster.isLive()) {
            return;
        }
        long graceMs = seen.config().engine().graceMs();
        List<Map.Entry<String, Long>> late = new ArrayList<>();
        for (FactDigest.Change change : facts.changes()) {
            if (change.fact().workload().cluster().equals(name)) {
                change.latenessMs(cluster).stream()
                        .filter(ms -> ms > graceMs)
                        .forEach(ms -> late.add(Map.entry(change.fact().node(), ms)));
            }
        }
        if (!late.isEmpty()) {
            long worstMs = late.stream().mapToLong(Map.Entry::getValue).max().orElse(0);
            findings.add(Diagnosis.FACTS_LATE.at(
                    "cluster " + name,
                    Words.count(late.size(), "change") + " of version came later than the grace of "
                            + Words.setting(graceMs) + ", by up to " + Words.duration(worstMs) + ", such as on "
                            + late.get(0).getKey(),
                    "see why the source is slow; or engine.grace: " + Words.setting(worstMs)));
        }
    }
}
