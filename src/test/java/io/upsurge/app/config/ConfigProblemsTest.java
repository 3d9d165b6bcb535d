package io.upsurge.app.config;

import static io.upsurge.app.config.ConfigTexts.MINIMAL;
import static io.upsurge.app.config.ConfigTexts.config;
import static io.upsurge.app.config.ConfigTexts.messages;
import static io.upsurge.app.config.ConfigTexts.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigProblemsTest {

    @Test
    void shouldReportAllProblemsAtOnceInTheOrderOfTheFile() {
        String text = """
                kafka:
                  client.id: me
                  ssl: {keystore: x}
                registry:
                  url: registry:8081
                topic:
                  partitions: 3
                topics:
                  partitions: many
                  partitions: 4
                  replication-factr: 3
                pipeline:
                  exactly-once: yes
                  store: rocks
                engine:
                  window: 7s
                  scrape-interval: 30
                  warm-up: -1m
                  grace:
                detector.windows: 3
                signals:
                  - id: a/b
                    workload: {namespace: kube-system, daemonset: agent}
                    series: calls_total{verb=list}
                  - id: errors
                    workload: {namespace: kube-system, daemonset: agent, container: main}
                    series: errors_total
                    group-by: [code, 2xx]
                    multiple: 1
                    floor: -0.5
                    treshold: 3
                  - id: errors
                """;
        Map<String, String> environment =
                Map.of("UPSURGE_ENGINE_WINDW", "30s", "UPSURGE_SIGNALS_ERRORS_BUDGET", "none");

        assertThat(problems(text, environment, "topics.prefx=x", "engine.pending"))
                .extracting(Problem::toString)
                .containsExactly(
                        "upsurge.yaml: kafka.bootstrap.servers: required, but not given; allowed: text, not empty",
                        "upsurge.yaml:3: kafka.ssl: a mapping where a value belongs; allowed: one value; names with dots"
                                + " are written in one piece",
                        "upsurge.yaml:5: registry.url = registry:8081: not of the required form; allowed: an http://,"
                                + " https:// or mock:// address",
                        "upsurge.yaml:6: topic: unknown key; did you mean topics?",
                        "upsurge.yaml:9: topics.partitions = many: not a whole number; allowed: a whole number from 1 to"
                                + " 10000",
                        "upsurge.yaml:10: topics.partitions: given twice, first in line 9; allowed: once",
                        "upsurge.yaml:11: topics.replication-factr: unknown key; did you mean topics.replication-factor?",
                        "upsurge.yaml:13: pipeline.exactly-once = yes: neither true nor false; allowed: true or false",
                        "upsurge.yaml:14: pipeline.store = rocks: not one of the known words; allowed: one of memory,"
                                + " rocksdb",
                        "upsurge.yaml:16: engine.window = 7s: out of range; allowed: a duration such as 500ms, 30s, 5m,"
                                + " 24h, 7d; 10s to 1h",
                        "upsurge.yaml:17: engine.scrape-interval = 30: not a duration; allowed: a duration such as 500ms,"
                                + " 30s, 5m, 24h, 7d; 1s to 1h",
                        "upsurge.yaml:18: engine.warm-up = -1m: not a duration; allowed: a duration such as 500ms, 30s, 5m,"
                                + " 24h, 7d; 0s to 1d",
                        "upsurge.yaml:19: engine.grace: no value",
                        "upsurge.yaml:20: detector.windows: a key with dots; allowed: one level per part of the key",
                        "upsurge.yaml:22: signals[0].id = a/b: not of the required form; allowed: up to 63 small letters,"
                                + " digits and inner hyphens",
                        "upsurge.yaml:22: signals[0].workload.container: required, but not given; allowed: a name without"
                                + " slash or space, * for any run of characters",
                        "upsurge.yaml:24: signals[0].series = calls_total{verb=list}: series selector"
                                + " 'calls_total{verb=list}': expected '\"' at position 18; allowed: a metric name with"
                                + " label matchers =, !=, =~, !~ in braces, such as requests_total{api=\"List\"}",
                        "upsurge.yaml:28: signals.errors.group-by = code,2xx: '2xx' is not a label name; allowed: a list"
                                + " of different label names (letters, digits and _, no digit first); may be empty",
                        "upsurge.yaml:29: signals.errors.multiple = 1: out of range; allowed: a number greater than 1",
                        "upsurge.yaml:30: signals.errors.floor = -0.5: out of range; allowed: a number of at least 0",
                        "upsurge.yaml:31: signals.errors.treshold: unknown key",
                        "upsurge.yaml:32: signals.errors.id: two signals have this id; allowed: a unique id",
                        "environment UPSURGE_ENGINE_WINDW: unknown key; did you mean UPSURGE_ENGINE_WINDOW?",
                        "environment UPSURGE_SIGNALS_ERRORS_BUDGET: signals.errors.budget = none: not a number; allowed: a"
                                + " number greater than 0",
                        "--set: topics.prefx: unknown key; did you mean topics.prefix?",
                        "--set: engine.pending: no value; allowed: key=value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "engine.window=7m | --set: engine.window = 7m: does not divide 24h evenly",
                "engine.window=20s | --set: engine.window = 20s: shorter than engine.scrape-interval",
                "engine.max-gap=20s | --set: engine.max-gap = 20s: shorter than engine.scrape-interval",
                "engine.adopt-after=12m | --set: engine.adopt-after = 12m: a new version would become the baseline before",
                "detector.expire-after=10m | --set: detector.expire-after = 10m: an anomaly would expire before",
                "engine.pending=24h | --set: engine.pending = 24h: the node would be forgotten before",
                "engine.await-reset=24h | --set: engine.await-reset = 24h: the node would be forgotten before",
                "engine.node-expiry=30m | default: engine.max-gap = 30m: the node would be forgotten before",
                "pipeline.streams.num.stream.threads=4 | --set: pipeline.streams.num.stream.threads = 4: has a key of its"
                        + " own; allowed: pipeline.threads",
                "kafka.application.id=x | --set: kafka.application.id = x: has a key of its own; allowed:"
                        + " pipeline.application-id",
                "registry.schema.registry.url=x | --set: registry.schema.registry.url = x: has a key of its own",
                "detector.mode=evidence | --set: detector.mode = evidence: not one of the known words; allowed: one of"
                        + " sequential, multiple",
                "signals.list-calls.kind=mean | --set: signals.list-calls.kind = mean: what the mean is taken of is not given;"
                        + " allowed: only together with per",
                "signals.list-calls.kind=share | --set: signals.list-calls.kind = share: what the share is taken of is not"
                        + " given; allowed: only together with per",
                "signals.list-calls.kind=total | --set: signals.list-calls.kind = total: not one of the known words;"
                        + " allowed: one of rate, mean, share",
                "signals.list-calls.per=calls_total | --set: signals.list-calls.per = calls_total: a rate is taken per"
                        + " second; allowed: only with kind mean or share",
                "signals.list-calls.id=x | --set: signals.list-calls.id: unknown key",
                "signals.list-cals.multiple=2 | --set: signals.list-cals.multiple: unknown key; did you mean"
                        + " signals.list-calls.multiple?",
                "kafka.ssl.key.password=${env:NOBODY} | --set: kafka.ssl.key.password = ********: there is no environment"
                        + " variable 'NOBODY'; allowed: ${env:NAME} or ${file:/path}",
                "kafka.client.id=${file:/no/such/file} | --set: kafka.client.id = ${file:/no/such/file}: there is no file"
                        + " '/no/such/file'",
                "kafka.client.id=${file:relative} | --set: kafka.client.id = ${file:relative}: the path of the file"
                        + " 'relative' is not absolute",
                "kafka.client.id=${vault:x} | --set: kafka.client.id = ${vault:x}: a reference of an unknown kind"
            })
    void shouldRefuse(String flag, String message) {
        assertThat(messages(MINIMAL, flag)).singleElement().asString().startsWith(message);
    }

    @Test
    void shouldWantSnapshotsMoreThanTwiceBeforeAWorkloadIsBlind() {
        assertThat(messages(MINIMAL, "watch.cluster=prod", "watch.snapshot-interval=8m"))
                .singleElement()
                .asString()
                .startsWith(
                        "--set: watch.snapshot-interval = 8m: one snapshot that is late or lost would make a workload"
                                + " blind; allowed: less than half of engine.blind-after, 15m");
        assertThat(config(MINIMAL, "watch.cluster=prod", "watch.snapshot-interval=8m", "engine.blind-after=0s")
                        .watch()
                        .settings()
                        .snapshotIntervalMs())
                .isEqualTo(480_000);
    }

    @Test
    void shouldNotAskForADenominatorThatIsThereButWrong() {
        assertThat(messages(MINIMAL, "signals.list-calls.kind=mean", "signals.list-calls.per={"))
                .singleElement()
                .asString()
                .startsWith("--set: signals.list-calls.per = {: series selector '{': expected a metric name");
        assertThat(config(MINIMAL, "signals.list-calls.kind=mean", "signals.list-calls.per=calls_total")
                        .signals())
                .hasSize(1);
    }

    @Test
    void shouldRefuseDotsOutsideOpenSections() {
        assertThat(messages(MINIMAL + "kafka.client.id: x\npipeline.streams: {rack.id: a}\n"))
                .containsExactly(
                        "upsurge.yaml:9: kafka.client.id: a key with dots; allowed: one level per part of the key",
                        "upsurge.yaml:10: pipeline.streams: a key with dots; allowed: one level per part of the key");
    }

    @Test
    void shouldRefuseGroupLabelsThatAreNoListInTheFile() {
        assertThat(messages(MINIMAL + "    group-by: api\n"))
                .containsExactly(
                        "upsurge.yaml:9: signals.list-calls.group-by: not a list of names; allowed: a list such as"
                                + " [api, error]");
    }

    @Test
    void shouldRefuseAConfigurationThatWatchesNothing() {
        String text = MINIMAL.substring(0, MINIMAL.indexOf("signals:"));

        assertThat(messages(text)).containsExactly("upsurge.yaml: signals: none given; allowed: at least one signal");
        assertThat(messages(text + "signals: []\n"))
                .containsExactly("upsurge.yaml: signals: none given; allowed: at least one signal");
        assertThat(messages(text + "signals: {id: x}\n"))
                .containsExactly("upsurge.yaml:5: signals: not a list; allowed: a list of signals");
    }

    @Test
    void shouldSayWhereTheFileIsNotYaml() {
        assertThat(messages("kafka:\n  a: b: c\n"))
                .singleElement()
                .asString()
                .startsWith("upsurge.yaml:2: not YAML: mapping values are not allowed here");
        assertThat(messages("- a\n"))
                .containsExactly("upsurge.yaml:1: not a mapping of keys to values; allowed: a mapping");
    }

    @Test
    void shouldRefuseAFileThatGrowsByAliases() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(messages(text.toString()))
                .singleElement()
                .asString()
                .contains("Number of aliases for non-scalar nodes exceeds the specified max=50");
    }

    @Test
    void shouldNotFollowAliasesThatLeadBackToThemselves() {
        assertThat(messages(MINIMAL + "engine: &e {window: *e, engine: *e}\n"))
                .containsExactly(
                        "upsurge.yaml:9: engine.window: a mapping where a value belongs; allowed: one value; names with dots"
                                + " are written in one piece",
                        "upsurge.yaml:9: engine.engine: unknown key");
    }

    @Test
    void shouldNotTellTheValueOfAnUnknownKeyWhichMayBeAMisspeltSecret() {
        assertThat(messages(MINIMAL + "pasword: hunter2\n")).containsExactly("upsurge.yaml:9: pasword: unknown key");
    }
}
