package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a security review of the chart asks for, as text beside the tests: a change of rights shows in a review as a change of
 * these files. {@code mvn test -Dtest=ChartSecurityTest -Dupsurge.update=true} writes them anew.
 */
class ChartSecurityTest {
    private static final Path GOLDEN = Path.of("src/test/resources/chart");
    /** Stands where the values have a secret; a pod must get it as a file alone. */
    private static final List<String> WORDS_OF_SECRETS =
            List.of("password=", "password:", "token:", "sasl.jaas.config:");

    static List<String> values() throws IOException {
        return Chart.valuesFiles();
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldGrantWhatWasReviewedAlone(String values) throws IOException {
        String found = ChartRights.of(Chart.render(values));
        Path golden = GOLDEN.resolve(values.replace("-values.yaml", ".txt"));
        if (Boolean.getBoolean("upsurge.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, found);
        }
        assertThat(found).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldKeepSecretsOutOfConfigMapsAndCommandLines(String values) throws IOException {
        Chart chart = Chart.render(values);
        assertThat(chart.all(Secret.class)).isEmpty();
        for (ConfigMap map : chart.all(ConfigMap.class)) {
            for (Map.Entry<String, String> file : map.getData().entrySet()) {
                if (file.getKey().endsWith(".yaml")) {
                    assertThat(file.getValue().lines().filter(ChartSecurityTest::namesASecret))
                            .as(file.getKey())
                            .allMatch(line -> line.contains("${file:/run/secrets/upsurge/"));
                }
            }
        }
        chart.pods()
                .forEach((name, pod) -> assertThat(pod.getContainers().get(0).getArgs())
                        .as(name)
                        .noneMatch(ChartSecurityTest::namesASecret));
    }

    private static boolean namesASecret(String line) {
        return WORDS_OF_SECRETS.stream().anyMatch(line::contains);
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldPutNothingOfANamespaceOfOthersUnderANameThatAnotherReleaseMayHave(String values) throws IOException {
        assertThat(Chart.render(values).objects())
                .filteredOn(ChartSecurityTest::isElsewhere)
                .allSatisfy(object -> assertThat(object.getMetadata().getName()).startsWith("watch-tower-"));
    }

    private static boolean isElsewhere(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return object.getKind().startsWith("Cluster") || (namespace != null && !namespace.equals("watch-tower"));
    }
}
