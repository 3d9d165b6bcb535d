package io.upsurge.wire;

import io.upsurge.model.Signal;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.VersionRate.Bounds;
import io.upsurge.model.VersionRate.Spread;
import io.upsurge.model.VersionRate.Standing;
import io.upsurge.model.Window;
import io.upsurge.model.Workload;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Rates per version. The rate itself follows from calls and exposure and is written for readers only. */
final class VersionRateCodec implements ModelCodec<VersionRate, io.upsurge.avro.VersionRate> {

    @Override
    public Schema contract() {
        return ContractSchemas.versionRate();
    }

    @Override
    public Schema compiled() {
        return io.upsurge.avro.VersionRate.getClassSchema();
    }

    @Override
    public Class<io.upsurge.avro.VersionRate> avroClass() {
        return io.upsurge.avro.VersionRate.class;
    }

    @Override
    public io.upsurge.avro.VersionRate toAvro(VersionRate rate) {
        Workload workload = rate.key().workload();
        Optional<Spread> spread = rate.spread();
        return new io.upsurge.avro.VersionRate(
                workload.cluster(),
                workload.namespace(),
                workload.daemonset(),
                workload.container(),
                rate.key().signal(),
                rate.key().group(),
                rate.kind().name(),
                rate.window().startMs(),
                rate.window().endMs(),
                rate.version(),
                rate.baselineVersion().orElse(null),
                rate.nodes(),
                rate.warmingNodes(),
                rate.pendingNodes(),
                rate.calls(),
                rate.exposure(),
                Doubles.orNull(rate.rate()),
                spread.map(Spread::p10).orElse(null),
                spread.map(Spread::p50).orElse(null),
                spread.map(Spread::p90).orElse(null),
                spread.map(Spread::max).orElse(null),
                Doubles.orNull(rate.ratio()),
                rate.standing().map(VersionRateCodec::toAvro).orElse(null),
                rate.completeness(),
                rate.missingSources(),
                rate.corrections());
    }

    @Override
    public VersionRate toModel(io.upsurge.avro.VersionRate avro) {
        if (avro.getWindowEnd() <= avro.getWindowStart()) {
            throw new IllegalArgumentException(
                    "windowEnd " + avro.getWindowEnd() + " is not after windowStart " + avro.getWindowStart());
        }
        return new VersionRate(
                new SignalKey(
                        new Workload(avro.getCluster(), avro.getNamespace(), avro.getDaemonset(), avro.getContainer()),
                        avro.getSignal(),
                        avro.getGroup()),
                EnumNames.named(Signal.Kind.class, "kind", avro.getKind()),
                new Window(avro.getWindowStart(), avro.getWindowEnd()),
                avro.getVersion(),
                Optional.ofNullable(avro.getBaselineVersion()),
                avro.getNodes(),
                avro.getWarmingNodes(),
                avro.getPendingNodes(),
                avro.getCalls(),
                avro.getExposure(),
                spread(avro),
                Doubles.orEmpty(avro.getRatio()),
                Optional.ofNullable(avro.getStanding()).map(VersionRateCodec::standing),
                avro.getCompleteness(),
                avro.getMissingSources(),
                avro.getCorrections());
    }

    private static io.upsurge.avro.Standing toAvro(Standing standing) {
        return new io.upsurge.avro.Standing(
                standing.observed(),
                standing.baselineRate(),
                standing.candidateRate(),
                standing.judgedNodes(),
                standing.controlNodes(),
                standing.bounds()
                        .map(bounds -> new io.upsurge.avro.RatioBounds(
                                bounds.estimate(),
                                bounds.lower(),
                                bounds.upper(),
                                bounds.standardError(),
                                bounds.logEvidence(),
                                bounds.logThreshold()))
                        .orElse(null));
    }

    private static Standing standing(io.upsurge.avro.Standing avro) {
        return new Standing(
                avro.getObserved(),
                avro.getBaselineRate(),
                avro.getCandidateRate(),
                avro.getJudgedNodes(),
                avro.getControlNodes(),
                Optional.ofNullable(avro.getBounds())
                        .map(bounds -> new Bounds(
                                bounds.getEstimate(),
                                bounds.getLower(),
                                bounds.getUpper(),
                                bounds.getStandardError(),
                                bounds.getLogEvidence(),
                                bounds.getLogThreshold())));
    }

    private static Optional<Spread> spread(io.upsurge.avro.VersionRate avro) {
        long known = Stream.of(
                        Optional.ofNullable(avro.getP10()),
                        Optional.ofNullable(avro.getP50()),
                        Optional.ofNullable(avro.getP90()),
                        Optional.ofNullable(avro.getMax()))
                .filter(Optional::isPresent)
                .count();
        if (known == 0) {
            return Optional.empty();
        }
        if (known < 4) {
            throw new IllegalArgumentException("p10, p50, p90 and max must be given together or not at all");
        }
        return Optional.of(new Spread(avro.getP10(), avro.getP50(), avro.getP90(), avro.getMax()));
    }
}
