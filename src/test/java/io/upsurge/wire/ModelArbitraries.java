package io.upsurge.wire;

import io.upsurge.avro.NodeSample;
import io.upsurge.avro.SampleKind;
import io.upsurge.avro.SeriesValue;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Signal;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Version;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Window;
import io.upsurge.model.Workload;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random records for properties. */
final class ModelArbitraries {
    private ModelArbitraries() {}

    /** Text of any script, without lone surrogates, which have no UTF-8. */
    static Arbitrary<String> text() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00c0', '\u017f')
                .withChars('\u20ac', '\u4e2d', '\n', '"', '\\')
                .ofMaxLength(20);
    }

    static Arbitrary<String> name() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars('-', '.')
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    static Arbitrary<Workload> workload() {
        return Combinators.combine(name(), name(), name(), name()).as(Workload::new);
    }

    static Arbitrary<SampleRecord> sample() {
        return Arbitraries.oneOf(scrape(), heartbeat());
    }

    static Arbitrary<SampleRecord> heartbeat() {
        return Combinators.combine(name(), Arbitraries.longs(), Arbitraries.of(true, false))
                .as(Heartbeat::new);
    }

    static Arbitrary<SampleRecord> scrape() {
        return Combinators.combine(
                        workload(),
                        name(),
                        Arbitraries.longs(),
                        text(),
                        Arbitraries.longs(),
                        point().list().ofMaxSize(8))
                .as(Scrape::new);
    }

    private static Arbitrary<Scrape.Point> point() {
        return Combinators.combine(series(), Arbitraries.doubles(), Arbitraries.of(true, false))
                .as(Scrape.Point::new);
    }

    private static Arbitrary<SeriesId> series() {
        return Combinators.combine(name(), Arbitraries.maps(text(), text()).ofMaxSize(4))
                .as(SeriesId::new);
    }

    /** Records as anybody may write them: most make sense, some do not. */
    static Arbitrary<NodeSample> nodeSample() {
        Arbitrary<String> names = Arbitraries.frequencyOf(
                Tuple.of(12, name()), Tuple.of(1, Arbitraries.just("")), Tuple.of(1, Arbitraries.just("a/b")));
        return Builders.withBuilder(NodeSample::newBuilder)
                .use(Arbitraries.of(SampleKind.class))
                .in(NodeSample.Builder::setKind)
                .use(names)
                .in(NodeSample.Builder::setCluster)
                .use(names)
                .in(NodeSample.Builder::setNode)
                .use(Arbitraries.longs())
                .in(NodeSample.Builder::setTimestamp)
                .use(names)
                .in(NodeSample.Builder::setNamespace)
                .use(names)
                .in(NodeSample.Builder::setDaemonset)
                .use(names)
                .in(NodeSample.Builder::setContainer)
                .use(text().injectNull(0.3))
                .in(NodeSample.Builder::setPodUid)
                .use(Arbitraries.longs().injectNull(0.3))
                .in(NodeSample.Builder::setStartTime)
                .use(seriesValue(names).list().ofMaxSize(6))
                .in(NodeSample.Builder::setSeries)
                .build(NodeSample.Builder::build);
    }

    private static Arbitrary<SeriesValue> seriesValue(Arbitrary<String> names) {
        Arbitrary<Map<String, String>> labels = Arbitraries.maps(text(), text()).ofMaxSize(4);
        Arbitrary<Double> values =
                Arbitraries.oneOf(Arbitraries.doubles(), Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0));
        return Combinators.combine(names, labels, values, Arbitraries.of(true, false))
                .as(SeriesValue::new);
    }

    static Arbitrary<RolloutFact> rollout() {
        return Combinators.combine(
                        workload(),
                        name(),
                        Combinators.combine(text(), text(), text(), text()).as(Version::new),
                        text(),
                        Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                                .as((since, observedAt) -> new long[] {since, observedAt}),
                        text(),
                        text(),
                        text().list().ofMaxSize(3))
                .as((workload, node, version, podUid, times, source, zone, differences) -> new RolloutFact(
                        workload, node, version, podUid, times[0], times[1], source, zone, differences));
    }

    private static Arbitrary<SignalKey> signalKey() {
        return Combinators.combine(workload(), name(), text()).as(SignalKey::new);
    }

    private static Arbitrary<OptionalDouble> optionalDouble() {
        return Arbitraries.doubles().optional().map(value -> value.map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty));
    }

    private static Arbitrary<Integer> count() {
        return Arbitraries.integers().greaterOrEqual(0);
    }

    static Arbitrary<VersionRate> versionRate() {
        Arbitrary<Double> number = Arbitraries.doubles();
        Arbitrary<Optional<VersionRate.Spread>> spread = Combinators.combine(number, number, number, number)
                .as(VersionRate.Spread::new)
                .optional();
        Arbitrary<Window> window = Combinators.combine(
                        Arbitraries.longs().between(0, 1L << 50),
                        Arbitraries.longs().between(1, 1L << 40))
                .as((start, length) -> new Window(start, start + length));
        return Combinators.combine(
                        Combinators.combine(
                                        signalKey(),
                                        Arbitraries.of(Signal.Kind.class),
                                        window,
                                        name(),
                                        name().optional())
                                .as(RateHead::new),
                        count().list().ofSize(5),
                        number.list().ofSize(3),
                        spread,
                        optionalDouble(),
                        standing().optional())
                .as((head, counts, numbers, rates, ratio, standing) -> new VersionRate(
                        head.key(),
                        head.kind(),
                        head.window(),
                        head.version(),
                        head.baseline(),
                        counts.get(0),
                        counts.get(1),
                        counts.get(2),
                        numbers.get(0),
                        numbers.get(1),
                        rates,
                        ratio,
                        standing,
                        numbers.get(2),
                        counts.get(3),
                        counts.get(4)));
    }

    private static Arbitrary<VersionRate.Standing> standing() {
        Arbitrary<Optional<VersionRate.Bounds>> bounds = Arbitraries.doubles()
                .list()
                .ofSize(6)
                .map(of -> new VersionRate.Bounds(of.get(0), of.get(1), of.get(2), of.get(3), of.get(4), of.get(5)))
                .optional();
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.doubles().list().ofSize(2),
                        count().list().ofSize(2),
                        bounds)
                .as((observed, rates, nodes, known) -> new VersionRate.Standing(
                        observed, rates.get(0), rates.get(1), nodes.get(0), nodes.get(1), known));
    }

    private record RateHead(
            SignalKey key, Signal.Kind kind, Window window, String version, Optional<String> baseline) {}

    static Arbitrary<Anomaly> anomaly() {
        return Combinators.combine(
                        signalKey(),
                        name().list().ofSize(4),
                        count().list().ofSize(2),
                        Arbitraries.longs().list().ofSize(3),
                        Combinators.combine(
                                        Arbitraries.of(Anomaly.State.class),
                                        Arbitraries.of(Anomaly.Resolution.class).optional(),
                                        Arbitraries.of(Anomaly.Verdict.class),
                                        Arbitraries.of(Anomaly.Level.class),
                                        Arbitraries.of(Anomaly.Attribution.class)
                                                .optional(),
                                        Arbitraries.of(Signal.Kind.class))
                                .as(Judgement::new),
                        evidence(),
                        Arbitraries.doubles(),
                        optionalDouble())
                .as((key, names, counts, times, judgement, evidence, multiple, budget) -> new Anomaly(
                        names.get(0),
                        counts.get(0),
                        judgement.state(),
                        judgement.resolution(),
                        judgement.verdict(),
                        judgement.level(),
                        judgement.attribution(),
                        key,
                        judgement.kind(),
                        names.get(1),
                        names.get(2),
                        counts.get(1),
                        times.get(0),
                        times.get(1),
                        times.get(2),
                        evidence,
                        multiple,
                        budget,
                        names.get(3)));
    }

    private record Judgement(
            Anomaly.State state,
            Optional<Anomaly.Resolution> resolution,
            Anomaly.Verdict verdict,
            Anomaly.Level level,
            Optional<Anomaly.Attribution> attribution,
            Signal.Kind kind) {}

    private static Arbitrary<Anomaly.Evidence> evidence() {
        return Combinators.combine(
                        Arbitraries.doubles().list().ofSize(5),
                        count().list().ofSize(5),
                        optionalDouble(),
                        Arbitraries.maps(name(), count()).ofMaxSize(4),
                        Arbitraries.maps(text(), count()).ofMaxSize(4),
                        Combinators.combine(name(), Arbitraries.doubles(), Arbitraries.doubles())
                                .as(Anomaly.TopNode::new)
                                .list()
                                .ofMaxSize(5),
                        certainty().optional())
                .as((numbers, counts, ratio, excluded, confounders, top, certainty) -> new Anomaly.Evidence(
                        numbers.get(0),
                        numbers.get(1),
                        ratio,
                        counts.get(0),
                        counts.get(1),
                        counts.get(2),
                        counts.get(3),
                        counts.get(4),
                        excluded,
                        confounders,
                        numbers.get(2),
                        numbers.get(3),
                        top,
                        numbers.get(4),
                        certainty));
    }

    private static Arbitrary<Anomaly.Certainty> certainty() {
        return Combinators.combine(
                        Arbitraries.doubles().list().ofSize(7),
                        count().list().ofSize(2),
                        Arbitraries.maps(name(), Arbitraries.doubles()).ofMaxSize(4))
                .as((numbers, counts, shares) -> new Anomaly.Certainty(
                        numbers.get(0),
                        numbers.get(1),
                        numbers.get(2),
                        numbers.get(3),
                        numbers.get(4),
                        numbers.get(5),
                        numbers.get(6),
                        counts.get(0),
                        counts.get(1),
                        shares));
    }
}
