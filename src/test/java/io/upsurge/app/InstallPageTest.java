package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/install-kubernetes.md tells a user to type. */
class InstallPageTest {
    private static final Path PAGE = Path.of("docs/install-kubernetes.md");

    @Test
    void shouldShowValuesThatTheChartTakes(@TempDir Path dir) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
        Path values =
                Files.writeString(dir.resolve("my-values.yaml"), page.substring(begin, page.indexOf("```", begin)));

        Chart chart = Chart.renderFile(values, command -> command);

        assertThat(chart.pods().keySet())
                .contains(
                        "StatefulSet/up-upsurge",
                        "Deployment/up-upsurge-receiver",
                        "Deployment/up-upsurge-watcher",
                        "Job/up-upsurge-topics",
                        "Pod/up-upsurge-check-pipeline");
        PodSpec pipeline = chart.pods().get("StatefulSet/up-upsurge");
        assertThat(pipeline.getContainers().get(0).getImage()).isEqualTo("registry.example.com/upsurge:0.1.0");
        assertThat(page).contains("/opt/upsurge/lib-ext", "user 65532");
    }

    @Test
    void shouldNameFilesThatThereAre() throws IOException {
        for (Path page : new Path[] {
            PAGE,
            Path.of("docs/operations/kafka-access.md"),
            Path.of("docs/operations/compatibility.md"),
            Path.of("docs/SECURITY.md"),
            Path.of("docs/CONTRIBUTING.md"),
            Path.of("docs/CHANGELOG.md")
        }) {
            Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)")
                    .matcher(Files.readString(page))
                    .results()
                    .forEach(link -> assertThat(page.resolveSibling(link.group(1)))
                            .as(page + ": " + link.group())
                            .exists());
        }
    }
}
