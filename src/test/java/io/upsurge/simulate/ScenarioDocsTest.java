package io.upsurge.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScenarioDocsTest {

    @Test
    void shouldReadTheExampleOfTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("docs/scenarios.md"));
        int from = page.indexOf("```yaml\n") + "```yaml\n".length();

        Scenario example = ScenarioReader.read("docs/scenarios.md", page.substring(from, page.indexOf("```", from)));

        assertThat(example.name()).isEqualTo("mine");
        assertThat(example.expect().anomalies()).hasSize(1);
    }
}
