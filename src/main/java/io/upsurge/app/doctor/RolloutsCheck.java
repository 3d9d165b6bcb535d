package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.FactDigest;
import io.upsurge.app.doctor.look.InputsView;
import io.upsurge.app.doctor.look.WorkloadDigest;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether it is known what the nodes run that samples come from, and the other way about. */
final class RolloutsCheck implements Check {
    @Override
    public Group group() {
        return Group.ROLLOUTS;
    }

    @Override
    public String name() {
        return "versions";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        InputsView inputs = seen.inputs().get();
        FactDigest facts = inputs.facts().get();
        List<Finding> findings = new ArrayList<>();
        inputs.samples().workloads().forEach((workload, digest) -> {
            if (digest.isWatched()) {
                of(seen, workload, digest, facts.newest().getOrDefault(workload, Map.of()), findings);
            }
        });
        List<String> unwatched = new ArrayList<>();
        facts.newest().forEach((workload, nodes) -> {
            if (seen.config().signals().stream()
                    .noneMatch(signal -> signal.workload().matches(workload))) {
                unwatched.add(workload.key());
            } else {
                withoutSamples(seen, inputs, workload, nodes, findings);
            }
        });
        if (!unwatched.isEmpty()) {
            findings.add(Diagnosis.FACTS_UNWATCHED.at(
                    seen.config().topics().rollouts(),
                    "facts of " + Words.some(unwatched) + ", but no signal is about them"));
        }
        return findings;
    }

    private static void of(
            Examination seen,
            Workload workload,
            WorkloadDigest digest,
            Map<String, RolloutFact> facts,
            List<Finding> findings) {
        TreeSet<String> unknown = new TreeSet<>(digest.nodes());
        unknown.removeAll(facts.keySet());
        String todo =
                "upsurge watch, or send kube_pod_container_info and kube_pod_info along with the samples, or upsurge"
                        + " rollout mark; names of cluster, namespace, daemonset, container and node must agree";
        if (unknown.size() == digest.nodes().size()) {
            findings.add(Diagnosis.NO_FACTS.at(
                    workload.key(),
                    Words.count(unknown.size(), "node") + " with samples, such as " + Words.some(unknown)
                            + ", not one with a fact" + nearby(seen, workload),
                    todo));
            return;
        }
        if (!unknown.isEmpty()) {
            findings.add(Diagnosis.NODES_WITHOUT_FACTS.at(
                    workload.key(),
                    unknown.size() + " of " + Words.count(digest.nodes().size(), "node")
                            + " with samples have no fact: " + Words.some(unknown),
                    todo));
        }
        Map<String, Long> versions = digest.nodes().stream()
                .filter(facts::containsKey)
                .collect(Collectors.groupingBy(
                        node -> facts.get(node).version().id(), TreeMap::new, Collectors.counting()));
        findings.add(Diagnosis.VERSIONS.at(
                workload.key(),
                Words.some(versions.entrySet().stream()
                        .map(version -> version.getKey() + " on " + Words.count(version.getValue(), "node"))
                        .toList())));
    }

    /** Facts that may be meant for the workload, but go by another name. */
    private static String nearby(Examination seen, Workload workload) {
        List<String> others = seen.inputs().get().facts().get().newest().keySet().stream()
                .filter(other -> other.daemonset().equals(workload.daemonset())
                        || other.cluster().equals(workload.cluster()))
                .map(Workload::key)
                .toList();
        return others.isEmpty() ? "" : "; there are facts of " + Words.some(others);
    }

    /** Nodes leave a cluster; of those not told of for as long as makes a workload blind nothing is expected any more. */
    private static void withoutSamples(
            Examination seen,
            InputsView inputs,
            Workload workload,
            Map<String, RolloutFact> facts,
            List<Finding> findings) {
        long newestMs = facts.values().stream()
                .mapToLong(RolloutFact::observedAtMs)
                .max()
                .orElse(0);
        long blindAfterMs = seen.config().engine().blindAfterMs();
        TreeSet<String> silent = new TreeSet<>();
        facts.forEach((node, fact) -> {
            if (blindAfterMs == 0 || fact.observedAtMs() > newestMs - blindAfterMs) {
                silent.add(node);
            }
        });
        WorkloadDigest digest = inputs.samples().workloads().get(workload);
        if (digest != null) {
            silent.removeAll(digest.nodes());
        }
        if (!silent.isEmpty()) {
            findings.add(Diagnosis.FACTS_WITHOUT_SAMPLES.at(
                    workload.key(),
                    Words.count(silent.size(), "node") + " with facts, but without samples: " + Words.some(silent),
                    "see whether these nodes are scraped, and under the same names"));
        }
    }
}
