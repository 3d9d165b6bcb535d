package io.upsurge.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.place.LabelPlaces;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void shouldHaveThreeProfilesOfWhichEachBringsTheCoreAlong() throws IOException {
        Map<String, Set<String>> in = new TreeMap<>();
        services.keySet().forEach(service -> in.put(service, Set.copyOf(texts(of(service, "profiles")))));
        Set<String> core = Set.of("core", "observability", "demo");
        assertThat(in)
                .isEqualTo(Map.of(
                        "kafka",
                        core,
                        "registry",
                        core,
                        "topics",
                        core,
                        "upsurge",
                        core,
                        "prometheus",
                        Set.of("observability"),
                        "alertmanager",
                        Set.of("observability"),
                        "grafana",
                        Set.of("observability"),
                        "fleet",
                        Set.of("demo")));
        assertThat(Files.readAllLines(Path.of(".env"))).contains("COMPOSE_PROFILES=core");
    }

    @Test
    void shouldAskEveryServerForItsHealthAtAPortThatItHas() throws IOException {
        Map<String, String> asked = new TreeMap<>();
        for (String service : services.keySet()) {
            String test = String.join(" ", texts(of(service, "healthcheck").path("test")));
            Matcher port =
                    Pattern.compile("(?:kafka:|127\\.0\\.0\\.1[:/])([0-9]+)").matcher(test);
            if (port.find()) {
                asked.put(service, port.group(1));
            }
            of(service, "depends_on").properties().forEach(other -> {
                boolean ends = other.getKey().equals("topics");
                assertThat(other.getValue().path("condition").asText())
                        .as(service)
                        .isEqualTo(ends ? "service_completed_successfully" : "service_healthy");
                assertThat(ends || services.get(other.getKey()).has("healthcheck"))
                        .isTrue();
            });
        }
        assertThat(asked)
                .isEqualTo(Map.of(
                        "kafka", "19092",
                        "registry", "8080",
                        "upsurge", "9400",
                        "prometheus", "9090",
                        "alertmanager", "9093",
                        "grafana", "3000"));
        for (String service : asked.keySet()) {
            String inside = texts(of(service, "ports")).get(0).replaceAll(".*:", "");
            assertThat(service.equals("kafka") ? "19092" : inside).as(service).isEqualTo(asked.get(service));
        }
        assertThat(of("kafka", "environment").path("KAFKA_LISTENERS").asText()).contains("INTERNAL://:19092");
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "upsurge"})
    void shouldAskOverASocketInWaysThatBashTakes(String service) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String status : List.of("200 OK", "503 Service Unavailable")) {
                String script = texts(of(service, "healthcheck").path("test"))
                        .get(3)
                        .replaceAll("127.0.0.1/[0-9]+", "127.0.0.1/" + server.getLocalPort())
                        .replace("$$", "$");
                Process asks = new ProcessBuilder("bash", "-c", script).start();
                try (Socket asked = server.accept()) {
                    BufferedReader request = new BufferedReader(new InputStreamReader(asked.getInputStream(), UTF_8));
                    assertThat(request.readLine()).startsWith("GET /");
                    assertThat(request.readLine()).isEmpty();
                    asked.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(UTF_8));
                }
                assertThat(asks.waitFor() == 0).as(status).isEqualTo(status.startsWith("200"));
            }
        }
    }

    @Test
    void shouldLetNativeLibrariesBeLoadedFromTheTemporaryFolder() {
        for (String service : ours()) {
            assertThat(texts(of(service, "tmpfs")).get(0)).as(service).startsWith("/tmp:exec,");
        }
    }

    @Test
    void shouldLetNoOtherContainerDoMoreThanItMust() {
        for (String service : services.keySet()) {
            assertThat(texts(of(service, "security_opt"))).as(service).containsExactly("no-new-privileges:true");
            assertThat(of(service, "mem_limit").asText()).as(service).matches("[0-9]+[mg]");
            if (!service.equals("kafka")) {
                assertThat(texts(of(service, "cap_drop"))).as(service).containsExactly("ALL");
            }
            if (!Set.of("kafka", "registry").contains(service)) {
                assertThat(of(service, "read_only").asBoolean()).as(service).isTrue();
            }
        }
    }

    @Test
    void shouldLetPrometheusSendWhatTheSignalsAskFor() throws IOException {
        UpsurgeConfig config = new ConfigLoader(Map.of())
                .load(Path.of("config/compose/upsurge.yaml"), List.of())
                .config();
        String block = new KeepList(new LabelPlaces(config.signals(), config.labels()).metrics())
                .prometheus("http://upsurge:9009/api/v1/write");
        assertThat(Files.readString(Path.of("config/compose/prometheus.yml"))).endsWith(block + "\n");
    }

    @Test
    void shouldShowDashboardsOfADatasourceThatGrafanaGets() throws IOException {
        JsonNode source = new YAMLMapper()
                .readTree(Path.of("config/compose/grafana/datasources.yml").toFile())
                .at("/datasources/0");
        JsonNode provider = new YAMLMapper()
                .readTree(Path.of("config/grafana/provider.yml").toFile())
                .at("/providers/0");
        assertThat(texts(of("grafana", "volumes")))
                .contains("./config/grafana:" + provider.at("/options/path").asText() + ":ro");
        try (Stream<Path> dashboards = Files.list(Path.of("config/grafana"))) {
            for (Path file :
                    dashboards.filter(it -> it.toString().endsWith(".json")).toList()) {
                JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
                assertThat(dashboard.at("/templating/list")).anySatisfy(variable -> {
                    assertThat(variable.path("name").asText()).isEqualTo("datasource");
                    assertThat(variable.path("query").asText())
                            .isEqualTo(source.path("type").asText());
                });
                assertThat(dashboard.findValuesAsText("uid"))
                        .as(file.toString())
                        .filteredOn(uid -> !uid.equals(dashboard.path("uid").asText()))
                        .containsOnly("${datasource}");
            }
        }
    }

    @Test
    void shouldHaveConfigurationsThatPrometheusAndAlertmanagerTake(@TempDir Path dir) throws Exception {
        Path promtool = Path.of("/usr/bin/promtool");
        Path amtool = Path.of("/usr/bin/amtool");
        assumeTrue(
                Files.isExecutable(promtool) && Files.isExecutable(amtool), "the distribution's tools are not there");
        String rules = Path.of("config/prometheus").toAbsolutePath().toString();
        Path config = Files.writeString(
                dir.resolve("prometheus.yml"),
                Files.readString(Path.of("config/compose/prometheus.yml")).replace("/etc/prometheus/rules", rules));
        run(promtool.toString(), "check", "config", config.toString());
        run(amtool.toString(), "check-config", "config/compose/alertmanager.yml");
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
