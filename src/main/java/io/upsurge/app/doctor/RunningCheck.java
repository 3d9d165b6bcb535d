package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.GroupView;
import io.upsurge.app.doctor.look.LagView;
import io.upsurge.app.doctor.look.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the pipeline runs and keeps up. */
final class RunningCheck implements Check {
    private static final long NOTABLE = 1_000;
    private static final double GROWN = 1.1;
    private static final long LONG_ENOUGH_MS = 5_000;

    @Override
    public Group group() {
        return Group.PIPELINE;
    }

    @Override
    public String name() {
        return "group and lag";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        GroupView group = seen.group().get();
        String where = "group " + seen.config().pipeline().applicationId();
        if (group.members() == 0) {
            return List.of(Diagnosis.NOT_RUNNING.at(
                    where,
                    "has no members, its state is " + group.state(),
                    "upsurge run, with the same configuration"));
        }
        List<Finding> findings = new ArrayList<>();
        if (group.state().toLowerCase(Locale.ROOT).contains("rebalanc")) {
            findings.add(Diagnosis.REBALANCING.at(where, "its state is " + group.state()));
        }
        LagView lag = seen.lag().get();
        String apart = " within " + Words.duration(lag.apartMs());
        lag.after().forEach((topic, after) -> {
            Progress before = lag.before().get(topic);
            if (before == null) {
                return;
            }
            if (after.committed() == before.committed() && after.lag() > NOTABLE && lag.apartMs() >= LONG_ENOUGH_MS) {
                findings.add(Diagnosis.STANDS_STILL.at(
                        topic, after.lag() + " records wait, none was done" + apart, "look at the log of upsurge run"));
            } else if (after.lag() > before.lag() * GROWN + NOTABLE) {
                findings.add(Diagnosis.LAG_GROWS.at(
                        topic,
                        "from " + before.lag() + " to " + after.lag() + " records" + apart,
                        "more pipeline.threads, up to one for each partition, or more processes of upsurge run"));
            }
        });
        if (findings.isEmpty()) {
            long waiting =
                    lag.after().values().stream().mapToLong(Progress::lag).sum();
            findings.add(Diagnosis.RUNS.at(
                    where, Words.count(group.members(), "member") + ", " + Words.count(waiting, "record") + " wait"));
        }
        return findings;
    }
}
