package io.upsurge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The bill of materials of the build, complete and of permissive licences, and what they ask to be passed on. */
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

    /** Of these, naming them is enough where there is no notice; the text is that of our own licence, or at its address. */
    private static final Set<String> BY_REFERENCE =
            Set.of("Apache-2.0", "EPL-1.0", "EPL-2.0", "CC0-1.0", "MIT-0", "0BSD");

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
    void shouldPassOnTheLicencesOfWhatIsWithinTheJar() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("upsurge.jar", "target/upsurge.jar"))) {
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
            assertThat(text(jar, "META-INF/NOTICE")).startsWith("Upsurge\n").contains("META-INF/THIRD-PARTY.txt");
            assertThat(jar.getEntry("LICENSE")).as("one of many").isNull();
            String list = text(jar, "META-INF/THIRD-PARTY.txt");
            for (JsonNode component : components()) {
                String name = component.path("name").asText();
                String version = component.path("version").asText();
                assertThat(list).contains(component.path("group").asText() + ':' + name + ' ' + version + '\n');
                if (licences(component).stream().noneMatch(BY_REFERENCE::contains)) {
                    List<String> folders = List.of(name + '/', name + '-' + version + "-jar/");
                    assertThat(jar.stream().map(JarEntry::getName))
                            .as("text of the licence of " + name)
                            .anyMatch(entry -> entry.contains("LICENSE")
                                    && folders.stream()
                                            .anyMatch(folder -> entry.startsWith("META-INF/third-party/" + folder)));
                }
            }
            assertThat(list).contains("org.webjars.npm:uplot 1.6.30\n    MIT\n");
            assertThat(text(jar, "META-INF/third-party/kafka-clients-" + version("kafka-clients") + "-jar/NOTICE"))
                    .contains("Apache Kafka");
        }
    }

    private static String version(String name) throws IOException {
        return StreamSupport.stream(components().spliterator(), false)
                .filter(component -> component.path("name").asText().equals(name))
                .map(component -> component.path("version").asText())
                .findFirst()
                .orElseThrow();
    }

    private static String text(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), UTF_8);
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
