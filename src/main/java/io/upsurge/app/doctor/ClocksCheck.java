package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.ClusterDigest;
import io.upsurge.app.doctor.look.InputsView;
import io.upsurge.model.EngineSettings;
import io.upsurge.stream.RefusalCause;
import java.util.ArrayList;
import java.util.List;

/** What the times of records say about the clocks of senders, of brokers and of this machine. */
final class ClocksCheck implements Check {
    private static final long NOTABLE_SKEW_MS = 2_000;
    private static final long NOTABLE_DELAY_MS = 300_000;
    private static final long SLACK_MS = 5_000;
    private static final double MOST = 0.999;

    @Override
    public Group group() {
        return Group.CLOCKS;
    }

    @Override
    public String name() {
        return "clocks";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        InputsView inputs = seen.inputs().get();
        EngineSettings engine = seen.config().engine();
        List<Finding> findings = new ArrayList<>();
        long aheadMs = inputs.samples().brokerAheadMs();
        if (aheadMs > NOTABLE_SKEW_MS) {
            findings.add(Diagnosis.MACHINE_BEHIND.at(
                    "this machine",
                    "a broker wrote a record " + Words.duration(aheadMs) + " after the time here",
                    "chronyc tracking, here and on the brokers"));
        }
        var future = inputs.samples().refusals().causes().get(RefusalCause.FUTURE.text());
        if (future != null) {
            findings.add(Diagnosis.FUTURE_DATED.at(
                    seen.config().topics().samples(),
                    Words.count(future.count(), "record") + " more than " + Words.duration(engine.futureToleranceMs())
                            + " ahead, such as " + future.example(),
                    "chronyc tracking on the sender; engine.future-tolerance is "
                            + Words.setting(engine.futureToleranceMs())));
        }
        inputs.samples().clusters().forEach((name, cluster) -> {
            if (cluster.scrapes() > 0) {
                of(seen, name, cluster, findings);
            }
        });
        return findings;
    }

    private static void of(Examination seen, String name, ClusterDigest cluster, List<Finding> findings) {
        EngineSettings engine = seen.config().engine();
        String where = "cluster " + name;
        int before = findings.size();
        if (cluster.late() > 0) {
            long enoughMs = cluster.disorder().quantileMs(MOST) + SLACK_MS;
            boolean repeated = enoughMs <= engine.graceMs();
            findings.add(Diagnosis.LATE_SAMPLES.at(
                    where,
                    cluster.late() + " of " + Words.count(cluster.scrapes(), "scrape")
                            + " came later than the grace of "
                            + Words.setting(engine.graceMs()) + ", by up to "
                            + Words.duration(cluster.disorder().maxMs()),
                    repeated
                            ? "nothing for a few; else engine.grace: "
                                    + Words.setting(cluster.disorder().maxMs() + SLACK_MS) + " would do for all"
                            : "engine.grace: " + Words.setting(enoughMs) + " would do for 99.9% of them"));
        }
        if (!cluster.isLive()) {
            findings.add(Diagnosis.PAST_LOADED.at(
                    where,
                    "records are dated " + Words.duration(cluster.delays().medianMs()) + " before they were written"));
        } else if (cluster.delays().medianMs() > NOTABLE_DELAY_MS) {
            findings.add(Diagnosis.SENDER_BEHIND.at(
                    where,
                    "half of the scrapes are written "
                            + Words.duration(cluster.delays().medianMs()) + " or more after their instant",
                    "look at the sender's queue and clock: chronyc tracking"));
        }
        if (findings.size() == before) {
            findings.add(Diagnosis.SENDER_CLOCK.at(
                    where,
                    "scrapes are written " + Words.duration(cluster.delays().medianMs())
                            + " after their instant (median), "
                            + Words.duration(cluster.delays().minMs()) + " to "
                            + Words.duration(cluster.delays().maxMs())));
        }
    }
}
