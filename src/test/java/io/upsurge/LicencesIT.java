package io.upsurge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The bill of materials of the build: complete, and of permissive licences. */
class LicencesIT {
    /** Of a library that offers several licences, one of these is enough. */
    private static final Set<String> PERMISSIVE = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "0BSD",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            "ISC",
            // What re2j calls its BSD-3-Clause.
            "Go License");

    private static JsonNode components() throws IOException {
        return new ObjectMapper()
                .readTree(Path.of(System.getProperty("upsurge.bom", "target/bom.json"))
                        .toFile())
                .path("components");
    }

    private static List<String> licences(JsonNode component) {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : component.path("licenses")) {
            JsonNode licence = entry.path("license");
            for (JsonNode name : List.of(licence.path("id"), licence.path("name"), entry.path("expression"))) {
                if (name.isTextual()) {
                    names.addAll(List.of(name.asText().split(" OR ")));
                }
            }
        }
        return names;
    }

    @Test
    void shouldBeMadeOfPermissiveLibrariesAlone() throws IOException {
        List<String> others = StreamSupport.stream(components().spliterator(), false)
                .filter(component -> licences(component).stream().noneMatch(PERMISSIVE::contains))
                .map(component -> component.path("purl").asText() + ' ' + licences(component))
                .toList();
        assertThat(others).isEmpty();
    }

    @Test
    void shouldNameEveryLibraryWithVersionAndHash() throws IOException {
        assertThat(components())
                .hasSizeGreaterThan(50)
                .allSatisfy(component -> {
                    assertThat(component.path("version").asText()).isNotEmpty();
                    assertThat(component.path("hashes")).isNotEmpty();
                })
                .extracting(component -> component.path("name").asText())
                .contains("kafka-streams", "avro", "jetty-server")
                .doesNotContain("junit-jupiter", "helm-java", "assertj-core");
    }
}
