package io.upsurge.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.VersionRate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.kafka.common.serialization.Serde;

/** What is written is read back. */
class ModelCodecPropertyTest {
    private static final Map<String, String> CONFIG =
            Map.of("schema.registry.url", "mock://codec-properties", "auto.register.schemas", "true");

    private WireSerdes serdes;

    @BeforeProperty
    void makeSerdes() {
        serdes = new WireSerdes(new InMemoryRegistry(), CONFIG);
    }

    @Property
    void shouldReadBackSamples(@ForAll("samples") SampleRecord sample) {
        assertThat(throughBytes(serdes.samples(), sample)).isEqualTo(withoutNumberedStale(sample));
    }

    @Property
    void shouldReadBackRollouts(@ForAll("rollouts") RolloutFact fact) {
        assertThat(throughBytes(serdes.rollouts(), fact)).isEqualTo(fact);
    }

    @Property
    void shouldReadBackVersionRates(@ForAll("rates") VersionRate rate) {
        assertThat(throughBytes(serdes.versionRates(), rate)).isEqualTo(rate);
    }

    @Property
    void shouldReadBackAnomalies(@ForAll("anomalies") Anomaly anomaly) {
        assertThat(throughBytes(serdes.anomalies(), anomaly)).isEqualTo(anomaly);
    }

    @Provide
    Arbitrary<SampleRecord> samples() {
        return ModelArbitraries.sample();
    }

    @Provide
    Arbitrary<RolloutFact> rollouts() {
        return ModelArbitraries.rollout();
    }

    @Provide
    Arbitrary<VersionRate> rates() {
        return ModelArbitraries.versionRate();
    }

    @Provide
    Arbitrary<Anomaly> anomalies() {
        return ModelArbitraries.anomaly();
    }

    private static <M> M throughBytes(Serde<M> serde, M model) {
        byte[] bytes = serde.serializer().serialize("topic", model);
        return serde.deserializer().deserialize("topic", bytes);
    }

    /** A value that is not a number is read back as stale. */
    private static SampleRecord withoutNumberedStale(SampleRecord sample) {
        if (!(sample instanceof Scrape scrape)) {
            return sample;
        }
        List<Scrape.Point> points = scrape.points().stream()
                .map(point -> SampleCodec.point(point.series(), point.value(), point.stale()))
                .toList();
        return new Scrape(scrape.workload(), scrape.node(), scrape.timeMs(), scrape.podUid(), scrape.startMs(), points);
    }
}
