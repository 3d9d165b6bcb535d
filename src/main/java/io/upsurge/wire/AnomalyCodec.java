package io.upsurge.wire;

import io.upsurge.avro.AnomalyState;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Attribution;
import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.model.Anomaly.Evidence;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Resolution;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.Anomaly.TopNode;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.Signal;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Workload;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** Changes of anomalies. Maps are written in the order of their keys, so that equal records are equal bytes. */
final class AnomalyCodec implements ModelCodec<Anomaly, io.upsurge.avro.Anomaly> {

    @Override
    public Schema contract() {
        return ContractSchemas.anomaly();
    }

    @Override
    public Schema compiled() {
        return io.upsurge.avro.Anomaly.getClassSchema();
    }

    @Override
    public Class<io.upsurge.avro.Anomaly> avroClass() {
        return io.upsurge.avro.Anomaly.class;
    }

    @Override
    public io.upsurge.avro.Anomaly toAvro(Anomaly anomaly) {
        Workload workload = anomaly.key().workload();
        Evidence evidence = anomaly.evidence();
        return new io.upsurge.avro.Anomaly(
                anomaly.id(),
                anomaly.sequence(),
                AnomalyState.valueOf(anomaly.state().name()),
                anomaly.resolution()
                        .map(why -> why.name().toLowerCase(Locale.ROOT))
                        .orElse(null),
                anomaly.verdict().name(),
                anomaly.level().name(),
                anomaly.attribution().map(Enum::name).orElse(null),
                anomaly.kind().name(),
                workload.cluster(),
                workload.namespace(),
                workload.daemonset(),
                workload.container(),
                anomaly.key().signal(),
                anomaly.key().group(),
                anomaly.fromVersion(),
                anomaly.toVersion(),
                anomaly.episode(),
                anomaly.openedAtMs(),
                anomaly.atMs(),
                anomaly.firstUpgradeAtMs(),
                evidence.baselineRate(),
                evidence.candidateRate(),
                Doubles.orNull(evidence.ratio()),
                anomaly.multiple(),
                evidence.judgedNodes(),
                evidence.aboveNodes(),
                evidence.controlNodes(),
                evidence.upgradedNodes(),
                evidence.knownNodes(),
                new TreeMap<>(evidence.excludedNodes()),
                new TreeMap<>(evidence.confounders()),
                evidence.extraCallsPerSecond(),
                evidence.projectedCallsPerSecond(),
                Doubles.orNull(anomaly.budgetPerSecond()),
                evidence.topNodes().stream()
                        .map(top -> new io.upsurge.avro.TopNode(top.node(), top.baselineRate(), top.candidateRate()))
                        .toList(),
                evidence.completeness(),
                evidence.certainty().map(AnomalyCodec::toAvro).orElse(null),
                anomaly.rule());
    }

    private static io.upsurge.avro.Certainty toAvro(Certainty certainty) {
        return new io.upsurge.avro.Certainty(
                certainty.estimate(),
                certainty.lower(),
                certainty.upper(),
                certainty.standardError(),
                certainty.logEvidence(),
                certainty.logThreshold(),
                certainty.errorBudget(),
                certainty.keys(),
                certainty.surgingNodes(),
                new TreeMap<>(certainty.varianceShares()));
    }

    @Override
    public Anomaly toModel(io.upsurge.avro.Anomaly avro) {
        if (avro.getId().isEmpty()) {
            throw new IllegalArgumentException("id is empty");
        }
        return new Anomaly(
                avro.getId(),
                avro.getSequence(),
                State.valueOf(avro.getState().name()),
                Optional.ofNullable(avro.getResolution())
                        .map(why -> EnumNames.named(Resolution.class, "resolution", why.toUpperCase(Locale.ROOT))),
                EnumNames.named(Verdict.class, "verdict", avro.getVerdict()),
                EnumNames.named(Level.class, "level", avro.getLevel()),
                Optional.ofNullable(avro.getAttribution())
                        .map(name -> EnumNames.named(Attribution.class, "attribution", name)),
                new SignalKey(
                        new Workload(avro.getCluster(), avro.getNamespace(), avro.getDaemonset(), avro.getContainer()),
                        avro.getSignal(),
                        avro.getGroup()),
                EnumNames.named(Signal.Kind.class, "kind", avro.getKind()),
                avro.getFromVersion(),
                avro.getToVersion(),
                avro.getEpisode(),
                avro.getOpenedAt(),
                avro.getAt(),
                avro.getFirstUpgradeAt(),
                evidence(avro),
                avro.getMultiple(),
                Doubles.orEmpty(avro.getBudgetPerSecond()),
                avro.getRule());
    }

    private static Evidence evidence(io.upsurge.avro.Anomaly avro) {
        return new Evidence(
                avro.getBaselineRate(),
                avro.getCandidateRate(),
                Doubles.orEmpty(avro.getRatio()),
                avro.getJudgedNodes(),
                avro.getAboveNodes(),
                avro.getControlNodes(),
                avro.getUpgradedNodes(),
                avro.getKnownNodes(),
                Collections.unmodifiableMap(new TreeMap<>(avro.getExcludedNodes())),
                Collections.unmodifiableMap(new TreeMap<>(avro.getConfounders())),
                avro.getExtraCallsPerSecond(),
                avro.getProjectedCallsPerSecond(),
                avro.getTopNodes().stream()
                        .map(top -> new TopNode(top.getNode(), top.getBaselineRate(), top.getCandidateRate()))
                        .toList(),
                avro.getCompleteness(),
                Optional.ofNullable(avro.getCertainty()).map(AnomalyCodec::certainty));
    }

    private static Certainty certainty(io.upsurge.avro.Certainty avro) {
        return new Certainty(
                avro.getEstimate(),
                avro.getLower(),
                avro.getUpper(),
                avro.getStandardError(),
                avro.getLogEvidence(),
                avro.getLogThreshold(),
                avro.getErrorBudget(),
                avro.getKeys(),
                avro.getSurgingNodes(),
                Collections.unmodifiableMap(new TreeMap<>(avro.getVarianceShares())));
    }
}
