package io.upsurge.app.config;

import static io.upsurge.app.config.ConfigTexts.MINIMAL;
import static io.upsurge.app.config.ConfigTexts.config;
import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigHashTest {
    private static final String HASH = ConfigHash.of(config(MINIMAL));

    @Test
    void shouldBeTwelveHexadecimalDigitsThatStayTheSame() {
        assertThat(HASH).matches("[0-9a-f]{12}").isEqualTo(ConfigHash.of(config(MINIMAL)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.bootstrap.servers=other:1",
                "registry.url=mock://other",
                "topics.prefix=other.",
                "pipeline.threads=4",
                "pipeline.exactly-once=false",
                "engine.window=1m",
                "engine.grace=40s"
            })
    void shouldNotDependOnWhereAndHowItRuns(String flag) {
        assertThat(ConfigHash.of(config(MINIMAL, flag))).isEqualTo(HASH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "engine.window=2m",
                "engine.scrape-interval=15s",
                "engine.warm-up=3m",
                "engine.max-gap=31m",
                "engine.pending=6m",
                "engine.await-reset=11m",
                "engine.future-tolerance=6m",
                "engine.node-expiry=25h",
                "engine.max-series-per-container=2001",
                "engine.max-keys-per-workload=501",
                "engine.baseline-half-life-windows=61",
                "engine.adopt-after=25h",
                "detector.windows=6",
                "detector.for-windows=6",
                "detector.min-nodes=2",
                "detector.min-calls=21",
                "detector.resolve-windows=11",
                "detector.expire-after=8d",
                "signals.list-calls.workload.cluster=x",
                "signals.list-calls.workload.namespace=x",
                "signals.list-calls.workload.daemonset=x",
                "signals.list-calls.workload.container=x",
                "signals.list-calls.series=x",
                "signals.list-calls.group-by=x",
                "signals.list-calls.multiple=2",
                "signals.list-calls.floor=2",
                "signals.list-calls.budget=2",
                "signals.list-calls.covariate=x"
            })
    void shouldDependOnEverythingTheAnswerDependsOn(String flag) {
        assertThat(ConfigHash.of(config(MINIMAL, flag))).isNotEqualTo(HASH);
    }

    @Test
    void shouldNotDependOnTheOrderOfTheSignals() {
        UpsurgeConfig config = ConfigLoader.shipped(Map.of());
        List<Signal> backwards = new ArrayList<>(config.signals());
        Collections.reverse(backwards);

        assertThat(ConfigHash.of(new UpsurgeConfig(
                        config.kafka(),
                        config.registry(),
                        config.topics(),
                        config.pipeline(),
                        config.engine(),
                        config.rule(),
                        config.labels(),
                        config.watch(),
                        config.scrape(),
                        config.receiver(),
                        config.http(),
                        config.logFormat(),
                        config.inputs(),
                        backwards)))
                .isEqualTo(ConfigHash.of(config));
    }
}
