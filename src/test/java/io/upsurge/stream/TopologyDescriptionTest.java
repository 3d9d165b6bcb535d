package io.upsurge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.run.Pipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * State and internal topics outlive releases under the names in this description. Whoever changes it on purpose writes the
 * new one with {@code -Dupsurge.update=true} and tells users how to move over.
 */
class TopologyDescriptionTest {

    @Test
    void shouldNotChangeUnnoticed() throws IOException {
        UpsurgeConfig config = ConfigLoader.shipped(Map.of("registry.url", "mock://description"));
        String actual = Pipeline.topology(config, 8, Contracts.of(config).forTopology())
                .describe()
                .toString();
        if (Boolean.getBoolean("upsurge.update")) {
            Files.writeString(Path.of("src/test/resources/topology/upsurge.txt"), actual);
        }
        try (var frozen = getClass().getResourceAsStream("/topology/upsurge.txt")) {
            assertThat(frozen).as("frozen description").isNotNull();
            assertThat(actual.strip()).isEqualTo(new String(frozen.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }
}
