package io.upsurge.app.doctor;

import io.upsurge.model.EngineSettings;
import java.util.ArrayList;
import java.util.List;

/** Whether the engine's times fit the scrape interval that is seen. */
final class IntervalsCheck implements Check {
    private static final long SHIPPING_MS = 10_000;
    private static final long ROUNDING_MS = 1_500;

    @Override
    public Group group() {
        return Group.SAMPLES;
    }

    @Override
    public String name() {
        return "scrape interval";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        EngineSettings engine = seen.config().engine();
        List<Finding> findings = new ArrayList<>();
        seen.inputs().get().samples().workloads().forEach((workload, digest) -> {
            long intervalMs = digest.intervals().medianMs();
            String every = "nodes are scraped every " + Words.duration(intervalMs);
            if (!digest.isWatched()) {
                return;
            }
            if (intervalMs + SHIPPING_MS > engine.graceMs() + ROUNDING_MS) {
                findings.add(Diagnosis.SCRAPE_INTERVAL.at(
                        workload.key(),
                        every + ", engine.grace is " + Words.setting(engine.graceMs()),
                        "engine.scrape-interval: " + Words.setting(intervalMs) + ", from which the grace follows"));
            }
            if (intervalMs > engine.windowMs() + ROUNDING_MS) {
                findings.add(Diagnosis.INTERVAL_OVER_WINDOW.at(
                        workload.key(),
                        every + ", engine.window is " + Words.setting(engine.windowMs()),
                        "engine.window: " + Words.setting(roundedWindowMs(intervalMs)) + ", or scrape more often"));
            }
        });
        return findings;
    }

    /** The next number of whole minutes that divides an hour: windows must divide a day. */
    private static long roundedWindowMs(long intervalMs) {
        long minutes = (intervalMs + 59_999) / 60_000;
        while (minutes < 60 && 60 % minutes != 0) {
            minutes++;
        }
        return Math.min(60, minutes) * 60_000;
    }
}
