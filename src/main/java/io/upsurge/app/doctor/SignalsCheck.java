package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.SampleDigest;
import io.upsurge.app.doctor.look.SignalDigest;
import io.upsurge.app.doctor.look.WorkloadDigest;
import io.upsurge.model.SeriesId;
import io.upsurge.model.SeriesSelector;
import io.upsurge.model.Signal;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each configured signal finds in the samples. */
final class SignalsCheck implements Check {
    @Override
    public Group group() {
        return Group.SAMPLES;
    }

    @Override
    public String name() {
        return "signals";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        SampleDigest samples = seen.inputs().get().samples();
        List<Finding> findings = new ArrayList<>();
        if (samples.scrapes() > 0) {
            samples.signals().forEach((signal, digest) -> of(signal, digest, samples, findings));
        }
        return findings;
    }

    private static void of(Signal signal, SignalDigest digest, SampleDigest samples, List<Finding> findings) {
        String where = "signal " + signal.id();
        Map<Workload, WorkloadDigest> workloads = new TreeMap<>(samples.workloads());
        workloads.keySet().removeIf(workload -> !signal.workload().matches(workload));
        if (workloads.isEmpty()) {
            List<String> met =
                    samples.workloads().keySet().stream().map(Workload::key).toList();
            findings.add(Diagnosis.SIGNAL_NO_WORKLOAD.at(
                    where,
                    "no sample is of a workload it is about; there are " + Words.some(met),
                    "set workload of this signal to one of them"));
            return;
        }
        Map<String, SeriesId> metrics = new TreeMap<>();
        workloads.values().forEach(workload -> metrics.putAll(workload.metrics()));
        int nodes = workloads.values().stream()
                .mapToInt(workload -> workload.nodes().size())
                .sum();
        if (digest.series() == 0) {
            boolean failures = Failures.areMeantBy(signal.series());
            findings.add((failures ? Diagnosis.SIGNAL_NO_FAILURES : Diagnosis.SIGNAL_NO_SERIES)
                    .at(
                            where,
                            nothing(signal.series(), metrics),
                            "correct series of this signal" + unlessFailures(failures)));
        } else {
            seen(signal, digest, nodes, where, findings);
        }
        signal.per()
                .filter(per -> digest.base() == 0)
                .ifPresent(per -> findings.add(Diagnosis.BASE_NO_SERIES.at(
                        where, "per: " + nothing(per, metrics), "correct per of this signal")));
        signal.covariate()
                .filter(gauge -> digest.covariates() == 0)
                .ifPresent(gauge -> findings.add(Diagnosis.COVARIATE_NO_SERIES.at(
                        where,
                        "covariate: " + nothing(gauge, metrics),
                        "send it too, or correct covariate of this signal, or leave it out")));
    }

    private static String unlessFailures(boolean failures) {
        return failures ? ", if there have been failures; else nothing" : ", or leave the signal out";
    }

    private static void seen(Signal signal, SignalDigest digest, int nodes, String where, List<Finding> findings) {
        String example = digest.example().map(SeriesId::toString).orElse("") + " on " + digest.exampleNode();
        if (digest.nodes() * 2 < nodes) {
            findings.add(Diagnosis.SIGNAL_ON_FEW_NODES.at(
                    where,
                    "on " + digest.nodes() + " of " + Words.count(nodes, "node") + " only, such as " + example,
                    "see whether the other nodes expose " + signal.series().metric()));
        } else {
            findings.add(Diagnosis.SIGNAL_SEEN.at(
                    where,
                    digest.series() + " series in "
                            + Words.count(digest.groups(), "group") + " on " + digest.nodes() + " of "
                            + Words.count(nodes, "node") + ", such as " + example));
        }
        digest.missingLabels()
                .forEach((label, count) -> findings.add(Diagnosis.GROUP_LABEL_MISSING.at(
                        where,
                        count + " of " + digest.series() + " series have no label " + label,
                        "correct group-by of this signal, or add " + label + "!=\"\" to its series")));
    }

    private static String nothing(SeriesSelector selector, Map<String, SeriesId> metrics) {
        SeriesId sameMetric = metrics.get(selector.metric());
        if (sameMetric != null) {
            return "no series is " + selector + "; the metric has other labels, such as " + sameMetric;
        }
        List<String> near = NearestMetrics.of(selector.metric(), metrics.keySet());
        return "no series is " + selector + "; "
                + (near.isEmpty()
                        ? "of " + Words.count(metrics.size(), "metric") + " none has a name like it"
                        : "the nearest names are " + String.join(", ", near));
    }
}
