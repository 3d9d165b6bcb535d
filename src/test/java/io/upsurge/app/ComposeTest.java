package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.upsurge.app.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docker-compose.yml says against what is there. */
class ComposeTest {
    private static final Path FILE = Path.of("docker-compose.yml");

    private final Map<String, JsonNode> services = new TreeMap<>();
    private JsonNode whole;

    @BeforeEach
    void read() throws IOException {
        whole = new YAMLMapper().readTree(FILE.toFile());
        whole.path("services").properties().forEach(service -> services.put(service.getKey(), service.getValue()));
    }

    /** A setting of a service, or of what it is built upon. */
    private JsonNode of(String service, String key) {
        JsonNode own = services.get(service).path(key);
        boolean ours = services.get(service).has("<<");
        return own.isMissingNode() && ours ? whole.path("x-upsurge").path(key) : own;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private List<String> ours() {
        return services.keySet().stream()
                .filter(name -> services.get(name).has("<<"))
                .toList();
    }

    @Test
    void shouldRunCommandsThatThereAre() {
        assertThat(ours()).containsExactly("fleet", "topics", "upsurge");
        for (String service : ours()) {
            String[] command = texts(of(service, "command")).toArray(String[]::new);
            assertThat(Main.commandLine(Main.commands(Map.of()))
                            .parseArgs(command)
                            .errors())
                    .as(service)
                    .isEmpty();
        }
    }

    @Test
    void shouldHaveAConfigurationThatUpsurgeTakes() throws IOException {
        Map<String, String> environment = new TreeMap<>();
        whole.path("x-upsurge")
                .path("environment")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        String mount = texts(whole.path("x-upsurge").path("volumes")).get(0);
        assertThat(mount).contains(":" + environment.get("UPSURGE_CONFIG") + ":ro");
        environment.put("UPSURGE_CONFIG", mount.substring(0, mount.indexOf(':')));
        assertThat(new ConfigLoader(environment).load(List.of()).config().signals())
                .isNotEmpty();
    }

    @Test
    void shouldMountFilesThatThereAre() {
        for (String service : services.keySet()) {
            for (String mount : texts(of(service, "volumes"))) {
                String source = mount.substring(0, mount.indexOf(':'));
                if (source.startsWith("./")) {
                    assertThat(Path.of(source)).as(service).exists();
                    assertThat(mount).as(service).endsWith(":ro");
                } else {
                    assertThat(whole.path("volumes").has(source)).as(source).isTrue();
                }
            }
        }
    }

    @Test
    void shouldListenAtTheLoopbackAddressAlone() {
        List<String> ports = new ArrayList<>();
        services.keySet().forEach(service -> ports.addAll(texts(of(service, "ports"))));
        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(ports).doesNotHaveDuplicates();
    }

    @Test
    void shouldPinEveryImageAndTheProductToItsVersion() throws IOException {
        for (String service : services.keySet()) {
            assertThat(of(service, "image").asText()).as(service).matches("[a-z/-]+:v?[0-9]+\\.[0-9]+\\.[0-9]+");
        }
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(pom)
                .contains("<kafka.version>" + tag("kafka") + "<")
                .contains("<registry-server.version>" + tag("registry") + "<")
                .containsPattern("<version>" + tag("upsurge") + "(-SNAPSHOT)?</version>");
        assertThat(Files.readString(Path.of("helm/upsurge/Chart.yaml"))).contains("appVersion: " + tag("upsurge"));
    }

    private String tag(String service) {
        String image = of(service, "image").asText();
        return image.substring(image.indexOf(':') + 1);
    }

    @Test
    void shouldGiveOurContainersNoRights() {
        for (String service : ours()) {
            assertThat(of(service, "read_only").asBoolean()).as(service).isTrue();
            assertThat(texts(of(service, "cap_drop"))).as(service).containsExactly("ALL");
            assertThat(texts(of(service, "security_opt"))).as(service).containsExactly("no-new-privileges:true");
        }
    }

    @Test
    void shouldNameServicesThatThereAre() throws IOException {
        for (String service : services.keySet()) {
            of(service, "depends_on")
                    .fieldNames()
                    .forEachRemaining(other -> assertThat(services).as(service).containsKey(other));
            assertThat(Set.of("observability", "demo")).containsAll(texts(of(service, "profiles")));
        }
        assertThat(Files.readString(Path.of("config/compose/upsurge.yaml")))
                .contains(
                        "kafka:19092",
                        "http://registry:8080/",
                        "http://alertmanager:9093",
                        "0.0.0.0:9400",
                        "0.0.0.0:9009");
        assertThat(Files.readString(Path.of("config/compose/prometheus.yml")))
                .contains("alertmanager:9093", "upsurge:9400", "http://upsurge:9009/api/v1/write");
        assertThat(Files.readString(Path.of("config/compose/grafana/datasources.yml")))
                .contains("http://prometheus:9090");
    }
}
