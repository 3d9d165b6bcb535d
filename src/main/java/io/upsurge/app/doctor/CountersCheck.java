package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.SampleDigest;
import io.upsurge.app.doctor.look.WorkloadDigest;
import java.util.ArrayList;
import java.util.List;

/** Whether counters behave as counters: they rise, and fall with a restart only. */
final class CountersCheck implements Check {
    /** A restart of a process that has counted little looks like a fall that comes back. */
    private static final long MORE_THAN_CHANCE = 3;

    private static final long ENOUGH_INTERVALS = 5;

    @Override
    public Group group() {
        return Group.LOSSES;
    }

    @Override
    public String name() {
        return "counters";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        SampleDigest samples = seen.inputs().get().samples();
        List<Finding> findings = new ArrayList<>();
        samples.workloads().forEach((workload, digest) -> {
            if (digest.falls() > 0 || digest.comebacks() >= MORE_THAN_CHANCE) {
                findings.add(Diagnosis.COUNTERS_FALL.at(
                        workload.key(),
                        "counters fell " + Math.max(digest.falls(), digest.comebacks())
                                + " times without a restart, such as on "
                                + digest.unsteadyNode().orElse("") + ": two senders with clocks apart?",
                        "give the senders of an HA pair the same cluster and let one write, or drop its replica label"
                                + " where they are made one"));
            }
        });
        if (isLongEnough(samples)) {
            samples.signals().forEach((signal, digest) -> {
                if (digest.series() > 0 && !digest.moved() && !Failures.areMeantBy(signal.series())) {
                    findings.add(Diagnosis.NEVER_CHANGES.at(
                            "signal " + signal.id(),
                            "none of its " + digest.series() + " series changed (" + seen.period() + ")",
                            "compare with the page of the pod itself: curl NODE:PORT/metrics"));
                }
            });
        }
        return findings;
    }

    private static boolean isLongEnough(SampleDigest samples) {
        long intervals = samples.workloads().values().stream()
                .mapToLong(digest -> digest.intervals().count())
                .sum();
        long nodes = samples.workloads().values().stream()
                .map(WorkloadDigest::nodes)
                .mapToLong(java.util.Set::size)
                .sum();
        return nodes > 0 && intervals >= ENOUGH_INTERVALS * nodes;
    }
}
