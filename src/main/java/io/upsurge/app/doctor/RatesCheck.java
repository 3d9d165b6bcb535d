package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.SampleDigest;
import io.upsurge.model.EngineSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether rates come out of the pipeline, and how far behind the samples. */
final class RatesCheck implements Check {
    private static final long SLACK_MS = 60_000;

    @Override
    public Group group() {
        return Group.PIPELINE;
    }

    @Override
    public String name() {
        return "rates";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        SampleDigest samples = seen.inputs().get().samples();
        Map<String, Long> windows = seen.rates().get();
        boolean running = seen.group().get().members() > 0;
        List<Finding> findings = new ArrayList<>();
        samples.clusters().forEach((name, cluster) -> {
            boolean watched = samples.workloads().entrySet().stream()
                    .anyMatch(entry -> entry.getKey().cluster().equals(name)
                            && entry.getValue().isWatched());
            if (running && watched) {
                findings.add(of(seen, "cluster " + name, windows.get(name), cluster.newestEventMs()));
            }
        });
        return findings;
    }

    private static Finding of(Examination seen, String where, Long windowEndMs, long newestEventMs) {
        EngineSettings engine = seen.config().engine();
        if (windowEndMs == null) {
            return Diagnosis.NO_RATES.at(
                    where,
                    "there are samples, but no rates in "
                            + seen.config().topics().versionRates(),
                    "see the findings about signals and heartbeats; just after the start, wait for two windows");
        }
        long behindMs = Math.max(0, newestEventMs - windowEndMs);
        long expectedMs = engine.graceMs() + 2 * engine.windowMs() + SLACK_MS;
        String what = "the newest window with rates ended " + Words.duration(behindMs) + " before the newest sample";
        return behindMs > expectedMs
                ? Diagnosis.RATES_BEHIND.at(
                        where,
                        what + "; grace and window explain " + Words.duration(engine.graceMs() + engine.windowMs()),
                        "see the lag above, and whether a partition is held back")
                : Diagnosis.RATES_FRESH.at(where, what);
    }
}
