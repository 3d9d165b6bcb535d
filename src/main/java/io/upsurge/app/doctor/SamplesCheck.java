package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.ClusterDigest;
import io.upsurge.app.doctor.look.InputsView;
import io.upsurge.app.doctor.look.Records;
import io.upsurge.app.doctor.look.WorkloadDigest;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether samples come, from which clusters and workloads, and still. */
final class SamplesCheck implements Check {
    private static final long MISSED = 3;
    private static final long LEAST_SILENCE_MS = 120_000;

    @Override
    public Group group() {
        return Group.SAMPLES;
    }

    @Override
    public String name() {
        return "samples";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        InputsView inputs = seen.inputs().get();
        String topic = seen.config().topics().samples();
        List<Finding> findings = new ArrayList<>();
        if (inputs.samples().scrapes() == 0 && inputs.samples().refusals().total() == 0) {
            findings.add(Diagnosis.NO_SAMPLES.at(
                    topic,
                    "no scrape was written (" + seen.period() + ")",
                    "start an input, or look further back: upsurge doctor --last 1d"));
        }
        inputs.samples().clusters().forEach((name, cluster) -> {
            if (cluster.scrapes() > 0) {
                findings.add(of(seen, inputs, name, cluster));
            }
        });
        inputs.samples().workloads().forEach((workload, digest) -> {
            if (!digest.isWatched()) {
                findings.add(Diagnosis.WORKLOAD_UNWATCHED.at(
                        workload.key(),
                        Words.count(digest.nodes().size(), "node") + ", but no signal is about it",
                        "add a signal with this workload, or do not send it"));
            }
        });
        Records read = inputs.read().get(topic);
        if (inputs.samples().isPart() || (read != null && read.cut())) {
            findings.add(Diagnosis.READ_IN_PART.at(
                    topic,
                    "the newest " + Words.count(read == null ? 0 : read.count(), "record") + " were read",
                    "upsurge doctor --max-records N for more, or a shorter --last"));
        }
        return findings;
    }

    private static Finding of(Examination seen, InputsView inputs, String name, ClusterDigest cluster) {
        long intervalMs = intervalMs(inputs, name);
        long silentMs = seen.nowMs() - cluster.newestAppendMs();
        int nodes = nodes(inputs, name);
        if (!seen.period().watching() && silentMs > Math.max(LEAST_SILENCE_MS, MISSED * intervalMs)) {
            return Diagnosis.SAMPLES_STOPPED.at(
                    "cluster " + name,
                    "the last record was written " + Words.duration(silentMs) + " ago; " + Words.count(nodes, "node")
                            + " until then",
                    "look at the sender of this cluster");
        }
        return Diagnosis.CLUSTER_SEEN.at(
                "cluster " + name,
                Words.count(nodes, "node") + ", " + Words.count(cluster.scrapes(), "scrape")
                        + (intervalMs > 0 ? ", one every " + Words.duration(intervalMs) : ""));
    }

    private static long intervalMs(InputsView inputs, String cluster) {
        return inputs.samples().workloads().entrySet().stream()
                .filter(entry -> entry.getKey().cluster().equals(cluster))
                .mapToLong(entry -> entry.getValue().intervals().medianMs())
                .max()
                .orElse(0);
    }

    private static int nodes(InputsView inputs, String cluster) {
        return (int) inputs.samples().workloads().entrySet().stream()
                .filter(entry -> entry.getKey().cluster().equals(cluster))
                .map(Map.Entry<Workload, WorkloadDigest>::getValue)
                .flatMap(digest -> digest.nodes().stream())
                .distinct()
                .count();
    }
}
