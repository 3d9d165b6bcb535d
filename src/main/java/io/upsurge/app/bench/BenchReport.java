package io.upsurge.app.bench;

import java.util.List;
import java.util.Map;

/**
 * What was measured.
 *
 * @param java version of the JVM
 * @param processors processors the JVM sees
 * @param fleets one entry per number of nodes
 */
record BenchReport(String java, int processors, List<FleetFigures> fleets) {

    /**
     * Figures of one plan.
     *
     * @param plan the plan
     * @param jobs medians over the rounds, by job
     * @param complete whether every round counted every scrape, in time, and found the one surge and no other
     * @param check the same in words
     * @param nodeStateBytes packed state of stage one, bytes per node
     * @param historyBytes packed state of stage two, bytes per node
     */
    record FleetFigures(
            BenchPlan plan,
            Map<Job, Figures> jobs,
            boolean complete,
            String check,
            double nodeStateBytes,
            double historyBytes) {

        /** Processor time per sample of one job over another's. */
        double cpuRatio(Job job, Job other) {
            return jobs.get(job).cpuSecondsPerMillion() / jobs.get(other).cpuSecondsPerMillion();
        }

        /** Packed state of a thousand nodes, in megabytes. */
        double stateMegabytesPerThousandNodes() {
            return (nodeStateBytes + historyBytes) * 1_000 / 1e6;
        }
    }

    /**
     * Figures of a job.
     *
     * @param samplesPerSecond samples per second of wall time
     * @param recordsPerSecond records of the samples' topic per second of wall time
     * @param cpuSecondsPerMillion processor time of the process per million samples, seconds
     * @param allocatedBytesPerSample bytes allocated per sample
     */
    record Figures(
            double samplesPerSecond,
            double recordsPerSecond,
            double cpuSecondsPerMillion,
            double allocatedBytesPerSample) {

        /** Of what the measured part of a run took. */
        static Figures of(BenchPlan plan, Reading used) {
            double seconds = used.wallNs() / 1e9;
            double samples = plan.samples() * Progress.MEASURED;
            return new Figures(
                    samples / seconds,
                    plan.records() * Progress.MEASURED / seconds,
                    used.cpuNs() / 1e9 / (samples / 1e6),
                    used.allocatedBytes() / samples);
        }
    }
}
