package io.upsurge.app.doctor;

import io.upsurge.model.SeriesSelector;
import io.upsurge.model.Signal;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether sums and counts of summaries and histograms come together, and at all. */
final class SummariesCheck implements Check {
    private static final String SUM = "_sum";
    private static final String COUNT = "_count";
    private static final String BUCKET = "_bucket";

    @Override
    public Group group() {
        return Group.LOSSES;
    }

    @Override
    public String name() {
        return "summaries";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        List<Finding> findings = new ArrayList<>();
        seen.inputs().get().samples().workloads().forEach((workload, digest) -> {
            if (digest.isWatched()) {
                Set<String> metrics = digest.metrics().keySet();
                halves(workload, metrics, findings);
                dropped(seen, workload, metrics, findings);
            }
        });
        return findings;
    }

    private static void halves(Workload workload, Set<String> metrics, List<Finding> findings) {
        List<String> lonely = metrics.stream()
                .filter(metric -> metric.endsWith(SUM) && !metrics.contains(stem(metric) + COUNT))
                .toList();
        if (!lonely.isEmpty()) {
            findings.add(Diagnosis.SUM_WITHOUT_COUNT.at(
                    workload.key(),
                    Words.some(lonely) + " without the " + COUNT + " beside it",
                    "keep " + stem(lonely.get(0)) + COUNT + " in the sender's relabelling"));
        }
    }

    /** A receiver that drops summaries and histograms leaves none of their sums and buckets. */
    private static void dropped(Examination seen, Workload workload, Set<String> metrics, List<Finding> findings) {
        if (metrics.stream().anyMatch(metric -> metric.endsWith(SUM) || metric.endsWith(BUCKET))) {
            return;
        }
        TreeSet<String> missing = new TreeSet<>();
        seen.config().signals().stream()
                .filter(signal -> signal.workload().matches(workload))
                .flatMap(SummariesCheck::selectors)
                .filter(selector -> !Failures.areMeantBy(selector))
                .map(SeriesSelector::metric)
                .filter(metric -> metric.endsWith(COUNT) || metric.endsWith(SUM) || metric.endsWith(BUCKET))
                .filter(metric -> !metrics.contains(metric))
                .forEach(missing::add);
        if (!missing.isEmpty() && !metrics.isEmpty()) {
            findings.add(Diagnosis.SUMMARIES_DROPPED.at(
                    workload.key(),
                    "no " + Words.some(missing) + ", but " + Words.some(metrics)
                            + ", as if by OpenTelemetry's prometheusremotewritereceiver, which drops summaries and classic"
                            + " histograms",
                    "scrape with OpenTelemetry's prometheusreceiver, or remote write to upsurge ingest"));
        }
    }

    private static Stream<SeriesSelector> selectors(Signal signal) {
        return Stream.concat(Stream.of(signal.series()), signal.per().stream());
    }

    private static String stem(String metric) {
        return metric.substring(0, metric.lastIndexOf('_'));
    }
}
