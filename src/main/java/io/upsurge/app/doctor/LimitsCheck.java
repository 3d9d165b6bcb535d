package io.upsurge.app.doctor;

import io.upsurge.model.EngineSettings;
import java.util.ArrayList;
import java.util.List;

/** Whether workloads are near the bounds of what is kept for them. */
final class LimitsCheck implements Check {
    private static final double NEAR = 0.8;

    @Override
    public Group group() {
        return Group.SAMPLES;
    }

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        EngineSettings engine = seen.config().engine();
        List<Finding> findings = new ArrayList<>();
        seen.inputs().get().samples().workloads().forEach((workload, digest) -> {
            if (digest.mostSeries() > NEAR * engine.maxSeriesPerContainer()) {
                findings.add(Diagnosis.SERIES_LIMIT.at(
                        workload.key(),
                        digest.mostSeries() + " series on one node, the limit is " + engine.maxSeriesPerContainer(),
                        "engine.max-series-per-container: " + 2 * digest.mostSeries() + ", or narrower signals"));
            }
            if (digest.keys() > NEAR * engine.maxKeysPerWorkload()) {
                findings.add(Diagnosis.KEY_LIMIT.at(
                        workload.key(),
                        digest.keys() + " groups over all signals, the limit is " + engine.maxKeysPerWorkload(),
                        "fewer labels in group-by, or engine.max-keys-per-workload: " + 2 * digest.keys()));
            }
        });
        return findings;
    }
}
