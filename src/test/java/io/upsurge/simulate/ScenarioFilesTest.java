package io.upsurge.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioFilesTest {
    private final ScenarioFiles files = new ScenarioFiles();

    @Test
    void shouldListTheShippedScenariosUnderTheirNames() {
        assertThat(files.shipped())
                .containsExactly(
                        "blind",
                        "clean-upgrade",
                        "cni-1.16.3",
                        "drop-livelock",
                        "late-onset",
                        "latency-only",
                        "load-step",
                        "new-errors",
                        "restart-storm",
                        "small-regression-1.26x",
                        "transient-start",
                        "zero-baseline-1.22.1")
                .allMatch(name -> files.load(name).name().equals(name));
    }

    @Test
    void shouldSayOfEachShippedScenarioWhatIsReportedAndWhatAssumed() {
        assertThat(files.shipped()).map(files::load).allSatisfy(scenario -> {
            assertThat(scenario.reported()).isNotEmpty();
            assertThat(scenario.assumed()).isNotEmpty();
        });
    }

    @Test
    void shouldLoadAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), ScenarioText.BASE);

        assertThat(files.load(file.toString()).name()).isEqualTo("small");
    }

    @Test
    void shouldNameTheShippedScenariosWhenThereIsNoSuch() {
        assertThatThrownBy(() -> files.load("cni"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("'cni'")
                .hasMessageContaining("cni-1.16.3, drop-livelock");
    }

    @Test
    void shouldNameTheFileThatCannotBeRead(@TempDir Path folder) {
        assertThatThrownBy(() -> files.load(folder.resolve("none.yaml")))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("none.yaml")
                .hasMessageContaining("cannot be read");
    }
}
