package io.upsurge.app.config;

import static io.upsurge.app.config.ConfigTexts.MINIMAL;
import static io.upsurge.app.config.ConfigTexts.config;
import static io.upsurge.app.config.ConfigTexts.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.upsurge.model.EngineSettings;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.SeriesSelector;
import io.upsurge.model.Signal;
import io.upsurge.model.WorkloadPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    @TempDir
    Path folder;

    @Test
    void shouldUseTheDefaultsOfTheModelForWhatIsNotGiven() {
        UpsurgeConfig config = config(MINIMAL);

        assertThat(config.engine()).isEqualTo(EngineSettings.defaults());
        assertThat(config.rule()).isEqualTo(RuleSettings.defaults());
        assertThat(config.topics()).isEqualTo(new UpsurgeConfig.Topics("upsurge.", 8, (short) 3));
        assertThat(config.pipeline())
                .isEqualTo(new UpsurgeConfig.Pipeline(
                        "upsurge",
                        Path.of("state"),
                        1,
                        true,
                        1_000,
                        UpsurgeConfig.StoreKind.MEMORY,
                        30_000,
                        10,
                        600_000,
                        Map.of()));
        assertThat(config.signals())
                .containsExactly(new Signal(
                        "list-calls",
                        new WorkloadPattern("*", "kube-system", "agent", "main"),
                        SeriesSelector.parse("calls_total{verb=\"list\"}"),
                        List.of(),
                        Signal.Kind.RATE,
                        1.5,
                        0.1,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void shouldLetTheFileWinOverDefaultsTheEnvironmentOverTheFileAndFlagsOverAll() {
        String text = MINIMAL + "engine: {window: 30s, pending: 1m, await-reset: 2m}\n";
        Map<String, String> environment = Map.of("UPSURGE_ENGINE_PENDING", "3m", "UPSURGE_ENGINE_AWAIT___RESET", "4m");

        LoadedConfig loaded = load(text, environment, "engine.await-reset=6m", "engine.await-reset=5m");

        assertThat(loaded.config().engine())
                .extracting(
                        EngineSettings::windowMs,
                        EngineSettings::pendingMs,
                        EngineSettings::awaitResetMs,
                        EngineSettings::maxGapMs)
                .containsExactly(30_000L, 180_000L, 300_000L, 1_800_000L);
        assertThat(loaded.settings())
                .filteredOn(setting -> setting.path().startsWith("engine."))
                .extracting(Setting::path, setting -> setting.origin().toString())
                .contains(
                        tuple("engine.window", "upsurge.yaml:9"),
                        tuple("engine.pending", "environment UPSURGE_ENGINE_PENDING"),
                        tuple("engine.await-reset", "--set"),
                        tuple("engine.max-gap", "default"));
    }

    @Test
    void shouldDeriveTheGraceFromTheScrapeInterval() {
        assertThat(config(MINIMAL, "engine.scrape-interval=15s").engine().graceMs())
                .isEqualTo(25_000);
        assertThat(config(MINIMAL, "engine.scrape-interval=15s", "engine.grace=0s")
                        .engine()
                        .graceMs())
                .isZero();
    }

    @Test
    void shouldPassKafkaRegistryAndStreamsSettingsOn() {
        String text = """
                kafka:
                  bootstrap.servers: broker:9092
                  request.timeout.ms: 30000
                registry:
                  url: https://registry:8081
                  basic.auth.user.info: me:mine
                pipeline:
                  streams:
                    metadata.max.age.ms: 1000
                """ + MINIMAL.substring(MINIMAL.indexOf("signals:"));

        UpsurgeConfig config = load(
                        text, Map.of("UPSURGE_KAFKA_LINGER_MS", "5", "UPSURGE_PIPELINE_STREAMS_RACK_ID", "a"))
                .config();

        assertThat(config.kafka())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("bootstrap.servers", "broker:9092", "request.timeout.ms", "30000", "linger.ms", "5"));
        assertThat(config.registry())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("schema.registry.url", "https://registry:8081", "basic.auth.user.info", "me:mine"));
        assertThat(config.pipeline().streams())
                .containsExactlyInAnyOrderEntriesOf(Map.of("metadata.max.age.ms", "1000", "rack.id", "a"));
    }

    @Test
    void shouldAddressSignalsById() {
        Map<String, String> environment = Map.of(
                "UPSURGE_SIGNALS_LIST___CALLS_MULTIPLE", "3",
                "UPSURGE_SIGNALS_LIST___CALLS_GROUP___BY", "verb, code",
                "UPSURGE_SIGNALS_LIST___CALLS_WORKLOAD_CLUSTER", "prod-*");

        Signal signal = load(MINIMAL, environment, "signals.list-calls.budget=500")
                .config()
                .signals()
                .get(0);

        assertThat(signal.multiple()).isEqualTo(3);
        assertThat(signal.groupBy()).containsExactly("verb", "code");
        assertThat(signal.workload().cluster()).isEqualTo("prod-*");
        assertThat(signal.budgetPerSecond()).hasValue(500);
    }

    @Test
    void shouldReadWhatAliasesStandFor() {
        String text = """
                kafka: {bootstrap.servers: "broker:9092"}
                registry: {url: "mock://test"}
                signals:
                  - id: one
                    workload: &agent {namespace: kube-system, daemonset: agent, container: main}
                    series: one_total
                  - id: two
                    workload: *agent
                    series: two_total
                """;

        assertThat(config(text).signals())
                .extracting(signal -> signal.workload().daemonset())
                .containsExactly("agent", "agent");
    }

    @Test
    void shouldReplaceReferencesToVariablesAndFiles() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "pass ${env:NOT_AGAIN}\n\n");
        String text = MINIMAL.replace(
                "bootstrap.servers: broker:9092",
                "bootstrap.servers: ${env:BROKERS}\n  ssl.key.password: 'user=\"${env:WHO}\" password=\"${file:"
                        + secret + "}\";'");

        UpsurgeConfig config =
                load(text, Map.of("BROKERS", "a:1,b:2", "WHO", "me")).config();

        assertThat(config.kafka())
                .containsEntry("bootstrap.servers", "a:1,b:2")
                .containsEntry("ssl.key.password", "user=\"me\" password=\"pass ${env:NOT_AGAIN}\n\";");
    }

    @Test
    void shouldLeaveReferencesToKafkaWhenItHasProvidersOfItsOwn() {
        String text = MINIMAL.replace(
                "bootstrap.servers: broker:9092",
                "bootstrap.servers: broker:9092\n  config.providers: vault\n  ssl.key.password: ${vault:path:key}");

        assertThat(config(text).kafka()).containsEntry("ssl.key.password", "${vault:path:key}");
    }

    @Test
    void shouldIgnoreVariablesOfTheLauncherAndOfKubernetesServices() {
        Map<String, String> environment = Map.of(
                "UPSURGE_JAVA_OPTS", "-Xmx1g",
                "UPSURGE_HOME", "/opt/upsurge",
                "UPSURGE_LOG_LEVEL", "debug",
                "UPSURGE_SERVICE_HOST", "10.0.0.1",
                "UPSURGE_SERVICE_PORT_HTTP", "8080",
                "UPSURGE_PORT", "tcp://10.0.0.1:8080",
                "UPSURGE_PORT_8080_TCP_ADDR", "10.0.0.1",
                "UPSURGE_KAFKA_SERVICE_HOST", "10.0.0.2",
                "OTHER", "x");

        assertThat(load(MINIMAL, environment).given())
                .allMatch(setting -> setting.origin().layer() == Origin.Layer.FILE);
    }

    @Test
    void shouldNotTakeASettingForAVariableOfAService() {
        UpsurgeConfig config =
                load(MINIMAL, Map.of("UPSURGE_REGISTRY_PROXY_PORT", "3128")).config();

        assertThat(config.registry()).containsEntry("proxy.port", "3128");
    }

    @Test
    void shouldLoadTheShippedConfigurationWithOverridesForEmbeddedUse() {
        UpsurgeConfig config = ConfigLoader.shipped(Map.of(
                "kafka.bootstrap.servers", "127.0.0.1:1234", "registry.url", "mock://x", "topics.partitions", "2"));

        assertThat(config.kafka()).containsEntry("bootstrap.servers", "127.0.0.1:1234");
        assertThat(config.registry()).containsEntry("schema.registry.url", "mock://x");
        assertThat(config.topics().partitions()).isEqualTo(2);
        assertThat(config.signals())
                .extracting(Signal::id)
                .containsExactly(
                        "imds-get-metadata",
                        "aws-api-calls",
                        "ec2-calls",
                        "aws-api-errors",
                        "imds-latency",
                        "aws-api-error-share");
    }

    @Test
    void shouldReadTheBaseAndTheCovariateOfASignal() {
        assertThat(config(
                                MINIMAL,
                                "signals.list-calls.kind=share",
                                "signals.list-calls.per=all_calls_total",
                                "signals.list-calls.covariate=interfaces")
                        .signals())
                .singleElement()
                .satisfies(signal -> {
                    assertThat(signal.kind()).isEqualTo(Signal.Kind.SHARE);
                    assertThat(signal.per()).contains(SeriesSelector.parse("all_calls_total"));
                    assertThat(signal.covariate()).contains(SeriesSelector.parse("interfaces"));
                });
    }

    @Test
    void shouldLoadTheFileThatTheEnvironmentNames() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), MINIMAL);

        LoadedConfig loaded = new ConfigLoader(Map.of("UPSURGE_CONFIG", file.toString())).load(List.of());

        assertThat(loaded.source()).isEqualTo(file.toString());
        assertThat(loaded.config().signals()).extracting(Signal::id).containsExactly("list-calls");
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        Path missing = folder.resolve("missing.yaml");

        assertThatThrownBy(() -> new ConfigLoader(Map.of()).load(missing, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(missing + ": there is no such file");
    }
}
