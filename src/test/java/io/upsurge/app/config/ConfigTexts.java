package io.upsurge.app.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;

/** Small configurations for tests. */
final class ConfigTexts {
    static final String FILE = "upsurge.yaml";

    /** The least that is right. */
    static final String MINIMAL = """
            kafka:
              bootstrap.servers: broker:9092
            registry:
              url: mock://test
            signals:
              - id: list-calls
                workload: {namespace: kube-system, daemonset: agent, container: main}
                series: calls_total{verb="list"}
            """;

    private ConfigTexts() {}

    static LoadedConfig load(String text, Map<String, String> environment, String... flags) {
        return new ConfigLoader(environment).parse(FILE, text, List.of(flags));
    }

    static UpsurgeConfig config(String text, String... flags) {
        return load(text, Map.of(), flags).config();
    }

    static List<Problem> problems(String text, Map<String, String> environment, String... flags) {
        return catchThrowableOfType(ConfigException.class, () -> load(text, environment, flags))
                .problems();
    }

    static List<String> messages(String text, String... flags) {
        return problems(text, Map.of(), flags).stream().map(Problem::toString).toList();
    }
}
