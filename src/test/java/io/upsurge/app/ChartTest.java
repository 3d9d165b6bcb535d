package io.upsurge.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.upsurge.app.config.ConfigLoader;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Helm chart as the engine of Helm renders it. */
class ChartTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern SECRET_FILE = Pattern.compile("\\$\\{file:/run/secrets/upsurge/([^/}]+)/([^}]+)}");

    static List<String> values() throws IOException {
        return Chart.valuesFiles();
    }

    @Test
    void shouldPassTheLinter() {
        LintResult result = new Helm(Chart.FOLDER).lint().call();
        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[ERROR]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldHaveNoFieldThatKubernetesDoesNotKnow(String values) {
        for (HasMetadata object : Chart.render(values).objects()) {
            if (!object.getApiVersion().startsWith("monitoring.coreos.com")) {
                assertThat(unknown(object, object.getKind())).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldHaveEveryFieldThatKubernetesWants(String values) throws Exception {
        for (String part : Chart.render(values).parts()) {
            JsonNode object = YAML.readTree(part);
            if (object.isObject() && !object.path("apiVersion").asText().startsWith("monitoring.coreos.com")) {
                Class<?> model = Class.forName("io.kubernetes.client.openapi.models.V1"
                        + object.path("kind").asText());
                Method check = model.getMethod("validateJsonElement", JsonElement.class);
                assertThatCode(() -> check.invoke(null, JsonParser.parseString(object.toString())))
                        .as(object.path("kind") + " " + object.at("/metadata/name"))
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldRunEveryPodWithoutRights(String values) {
        Map<String, PodSpec> pods = Chart.render(values).pods();
        assertThat(pods).isNotEmpty();
        pods.forEach((name, pod) -> {
            PodSecurityContext whole = pod.getSecurityContext();
            assertThat(whole.getRunAsNonRoot()).as(name).isTrue();
            assertThat(whole.getRunAsUser()).as(name).isEqualTo(65532);
            assertThat(whole.getSeccompProfile().getType()).as(name).isEqualTo("RuntimeDefault");
            assertThat(pod.getHostNetwork()).as(name).isNull();
            assertThat(pod.getEnableServiceLinks()).as(name).isFalse();
            assertThat(pod.getTerminationGracePeriodSeconds()).as(name).isGreaterThan(10);
            assertThat(pod.getVolumes()).as(name).noneMatch(volume -> volume.getHostPath() != null);
            for (Container container : pod.getContainers()) {
                SecurityContext own = container.getSecurityContext();
                assertThat(own.getAllowPrivilegeEscalation()).as(name).isFalse();
                assertThat(own.getReadOnlyRootFilesystem()).as(name).isTrue();
                assertThat(own.getCapabilities().getDrop()).as(name).containsExactly("ALL");
                assertThat(own.getPrivileged()).as(name).isNull();
                assertThat(container.getResources().getLimits()).as(name).containsKey("memory");
                assertThat(container.getVolumeMounts())
                        .as(name)
                        .extracting(VolumeMount::getMountPath)
                        .contains("/tmp", "/var/lib/upsurge", "/etc/upsurge");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldGiveCommandsAndConfigurationsThatUpsurgeTakes(String values, @TempDir Path dir) throws IOException {
        Chart chart = Chart.render(values);
        for (Map.Entry<String, PodSpec> pod : chart.pods().entrySet()) {
            if (!pod.getValue().getContainers().get(0).getCommand().isEmpty()) {
                continue;
            }
            List<String> args = pod.getValue().getContainers().get(0).getArgs().stream()
                    .map(arg -> arg.replace("$(POD_NAME)", "up-upsurge-0"))
                    .toList();
            assertThat(Main.commandLine(Main.commands(Map.of()))
                            .parseArgs(args.toArray(String[]::new))
                            .errors())
                    .as(pod.getKey())
                    .isEmpty();
            String key = pod.getValue().getVolumes().stream()
                    .filter(volume -> volume.getName().equals("config"))
                    .map(volume -> volume.getConfigMap().getItems().get(0).getKey())
                    .findFirst()
                    .orElseThrow();
            Path file = Files.writeString(
                    dir.resolve("upsurge.yaml"), withSecrets(chart.configs().get(key), pod, dir));
            List<String> flags = Stream.iterate(0, at -> at + 1)
                    .limit(args.size() - 1L)
                    .filter(at -> args.get(at).equals("--set"))
                    .map(at -> args.get(at + 1))
                    .toList();
            assertThat(new ConfigLoader(Map.of()).load(file, flags).config().signals())
                    .as(pod.getKey())
                    .isNotEmpty();
        }
    }

    /** The configuration with its references into a folder of the test, of those Secrets alone that the pod has. */
    private static String withSecrets(String config, Map.Entry<String, PodSpec> pod, Path dir) throws IOException {
        List<String> mounted = pod.getValue().getContainers().get(0).getVolumeMounts().stream()
                .map(VolumeMount::getMountPath)
                .toList();
        Matcher references = SECRET_FILE.matcher(config);
        while (references.find()) {
            assertThat(mounted).as(pod.getKey()).contains("/run/secrets/upsurge/" + references.group(1));
            Path folder = Files.createDirectories(dir.resolve(references.group(1)));
            String secret = references.group(2).equals("jaas")
                    ? "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"hidden\";"
                    : "hidden";
            Files.writeString(folder.resolve(references.group(2)), secret);
        }
        return config.replace("/run/secrets/upsurge", dir.toString());
    }

    @Test
    void shouldGiveATokenToThoseAloneWhoAskKubernetes(@TempDir Path dir) throws IOException {
        assertThat(tokens(Chart.render("split-values.yaml")))
                .containsExactly(
                        "Deployment/up-upsurge-alerts up-upsurge-alerts",
                        "Deployment/up-upsurge-watcher up-upsurge-watcher");
        assertThat(tokens(Chart.render("scraper-values.yaml")))
                .containsExactly("Deployment/up-scraper reads-pages", "Deployment/up-watcher reads-rollouts");
        assertThat(tokens(Chart.render("single-values.yaml")))
                .containsExactly("StatefulSet/up-upsurge up-upsurge-watcher");
        assertThat(tokens(Chart.render("bare-values.yaml"))).isEmpty();
        Path fixed = Files.writeString(dir.resolve("values.yaml"), """
                watcher: { enabled: false }
                scraper: { enabled: true }
                config:
                  scrape:
                    targets: [{ url: "http://a:9", node: node, namespace: space, daemonset: set, container: box }]
                """);
        assertThat(tokens(Chart.renderFile(fixed, command -> command))).isEmpty();
    }

    private static List<String> tokens(Chart chart) {
        return chart.pods().entrySet().stream()
                .filter(pod -> pod.getValue().getAutomountServiceAccountToken())
                .map(pod -> pod.getKey() + ' ' + pod.getValue().getServiceAccountName())
                .toList();
    }

    @Test
    void shouldGiveRightsInTheNamedNamespacesAloneUnlessToldOtherwise() {
        Chart chart = Chart.render("single-values.yaml");
        assertThat(chart.all(ClusterRole.class)).isEmpty();
        assertThat(chart.all(Role.class))
                .extracting(role -> role.getMetadata().getNamespace())
                .containsOnly("kube-system", "watch-tower");
        assertThat(Chart.render("bare-values.yaml").all(Role.class)).isEmpty();
    }

    @Test
    void shouldGiveEachTaskItsOwnSecretsAndSectionsAlone() {
        Chart chart = Chart.render("split-values.yaml");
        assertThat(secrets(chart, "StatefulSet/up-upsurge"))
                .containsExactly("upsurge-kafka", "upsurge-registry", "upsurge-http");
        assertThat(secrets(chart, "Deployment/up-upsurge-receiver"))
                .containsExactly("upsurge-kafka", "upsurge-registry", "upsurge-http", "upsurge-receiver");
        assertThat(secrets(chart, "Deployment/up-upsurge-watcher"))
                .containsExactly("upsurge-kafka", "upsurge-registry", "upsurge-http");
        assertThat(secrets(chart, "Deployment/up-upsurge-alerts"))
                .containsExactly("upsurge-kafka", "upsurge-registry", "upsurge-http", "upsurge-sinks");
        assertThat(chart.configs().get("pipeline.yaml"))
                .doesNotContain("receiver:", "alerts:", "watch:", "inputs:")
                .contains("state-dir: /var/lib/upsurge/state");
        assertThat(chart.configs().get("receiver.yaml"))
                .contains("receiver:", "inputs:")
                .doesNotContain("alerts:", "watch:");
        assertThat(chart.configs().get("alerts.yaml"))
                .contains("alerts:", "enabled: false")
                .doesNotContain("receiver:", "lease:");
        assertThat(chart.configs().get("watcher.yaml")).contains("name: up-upsurge-watch", "namespace: watch-tower");
    }

    private static List<String> secrets(Chart chart, String pod) {
        return chart.pods().get(pod).getVolumes().stream()
                .map(Volume::getSecret)
                .filter(secret -> secret != null)
                .map(secret -> secret.getSecretName())
                .toList();
    }

    @Test
    void shouldKeepAPodsWorkWhileItIsRestarted() {
        StatefulSet pipeline =
                Chart.render("split-values.yaml").all(StatefulSet.class).get(0);
        assertThat(pipeline.getSpec().getReplicas()).isEqualTo(3);
        assertThat(pipeline.getSpec().getVolumeClaimTemplates()).hasSize(1);
        Container container =
                pipeline.getSpec().getTemplate().getSpec().getContainers().get(0);
        assertThat(container.getArgs())
                .contains(
                        "pipeline.streams.group.instance.id=$(POD_NAME)",
                        "pipeline.streams.main.consumer.session.timeout.ms=60000",
                        "pipeline.streams.num.standby.replicas=1");
        assertThat(container.getStartupProbe().getFailureThreshold()
                        * container.getStartupProbe().getPeriodSeconds())
                .isGreaterThanOrEqualTo(600);
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/livez");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
    }

    @Test
    void shouldRestartOnlyWhatAChangeConcerns() {
        Map<String, String> before = checksums(Chart.render("split-values.yaml"));
        Map<String, String> after = checksums(
                Chart.render("split-values.yaml", command -> command.set("config.receiver.max-body-mib", "8")));
        assertThat(after.get("up-upsurge-receiver")).isNotEqualTo(before.get("up-upsurge-receiver"));
        before.remove("up-upsurge-receiver");
        assertThat(after).containsAllEntriesOf(before);
    }

    /** What cannot be changed of an object that is there already: an upgrade that tried would fail. */
    @Test
    void shouldUpgradeWhateverChangesBesideTheVolume() {
        Chart before = Chart.render("split-values.yaml");
        Chart after = Chart.render("split-values.yaml", command -> command.set("pipeline.replicas", "1")
                .set("image.digest", "")
                .set("image.tag", "9.9.9")
                .set("commonLabels.team", "other")
                .set("podLabels.more", "one")
                .set("podAnnotations.more", "one")
                .set("pipeline.sessionTimeout", "90s")
                .set("pipeline.resources.limits.memory", "2Gi")
                .set("config.engine.window", "2m")
                .set("terminationGracePeriodSeconds", "60")
                .set("cluster", "other"));
        StatefulSetSpec old = before.all(StatefulSet.class).get(0).getSpec();
        StatefulSetSpec young = after.all(StatefulSet.class).get(0).getSpec();
        assertThat(young.getSelector()).isEqualTo(old.getSelector());
        assertThat(young.getServiceName()).isEqualTo(old.getServiceName());
        assertThat(young.getPodManagementPolicy()).isEqualTo(old.getPodManagementPolicy());
        assertThat(young.getVolumeClaimTemplates()).isEqualTo(old.getVolumeClaimTemplates());
        assertThat(young.getTemplate()).isNotEqualTo(old.getTemplate());
        assertThat(after.all(Deployment.class))
                .extracting(it -> it.getSpec().getSelector())
                .isEqualTo(before.all(Deployment.class).stream()
                        .map(it -> it.getSpec().getSelector())
                        .toList());
    }

    @Test
    void shouldMakeAnotherJobWheneverAnythingInItChanges() {
        Job before = Chart.render("split-values.yaml").all(Job.class).get(0);
        assertThat(Chart.render("split-values.yaml").all(Job.class).get(0)).isEqualTo(before);
        for (String value : List.of("podLabels.a", "pipeline.resources.limits.memory", "config.topics.partitions")) {
            Job after = Chart.render(
                            "split-values.yaml", command -> command.set(value, value.startsWith("pod") ? "b" : "9"))
                    .all(Job.class)
                    .get(0);
            assertThat(after.getSpec()).as(value).isNotEqualTo(before.getSpec());
            assertThat(after.getMetadata().getName())
                    .as(value)
                    .isNotEqualTo(before.getMetadata().getName());
        }
    }

    @Test
    void shouldLetPodsAskEachOtherUnderTheirNamesInTheService() {
        Chart chart = Chart.render("split-values.yaml");
        assertThat(chart.pods()
                        .get("StatefulSet/up-upsurge")
                        .getContainers()
                        .get(0)
                        .getArgs())
                .contains("http.advertised=$(POD_NAME).up-upsurge.watch-tower.svc:9400");
        assertThat(chart.all(StatefulSet.class).get(0).getSpec().getServiceName())
                .isEqualTo("up-upsurge");
        assertThat(chart.all(Service.class))
                .filteredOn(service -> service.getMetadata().getName().equals("up-upsurge"))
                .allSatisfy(service -> {
                    assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
                    assertThat(service.getSpec().getPublishNotReadyAddresses()).isTrue();
                });
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldSayNextCommandsThatThereAre(String values) {
        List<String> commands = Chart.render(values)
                .notes()
                .lines()
                .filter(line -> line.contains("-- upsurge "))
                .map(line -> line.substring(line.indexOf("-- upsurge ") + "-- upsurge ".length()))
                .toList();
        assertThat(commands)
                .anyMatch(command -> command.startsWith("doctor"))
                .anyMatch(command -> command.startsWith("verdict --cluster"))
                .anyMatch(command -> command.startsWith("tail anomalies"))
                .allSatisfy(command -> assertThat(Main.commandLine(Main.commands(Map.of()))
                                .parseArgs(List.of(command.split(" ")).toArray(String[]::new))
                                .errors())
                        .isEmpty());
        assertThat(Chart.render(values).notes()).contains("port-forward statefulset/");
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldWriteScriptsThatTheShellTakes(String values, @TempDir Path dir) throws Exception {
        for (Map.Entry<String, PodSpec> pod : Chart.render(values).pods().entrySet()) {
            Container container = pod.getValue().getContainers().get(0);
            if (container.getCommand().contains("bash")) {
                Path script = Files.writeString(
                        dir.resolve("script"), container.getArgs().get(0));
                Process check = new ProcessBuilder("bash", "-n", script.toString())
                        .redirectErrorStream(true)
                        .start();
                String said = new String(check.getInputStream().readAllBytes(), UTF_8);
                assertThat(check.waitFor()).as(said).isZero();
            }
        }
    }

    private static Map<String, String> checksums(Chart chart) {
        Map<String, String> sums = new TreeMap<>();
        chart.all(Deployment.class)
                .forEach(it -> sums.put(
                        it.getMetadata().getName(),
                        it.getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getAnnotations()
                                .get("checksum/config")));
        return sums;
    }

    @Test
    void shouldOpenThePortsThatAreNeededAlone() {
        Map<String, List<Integer>> egress = new TreeMap<>();
        for (NetworkPolicy policy : Chart.render("split-values.yaml").all(NetworkPolicy.class)) {
            assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
            egress.put(
                    policy.getMetadata().getName(),
                    policy.getSpec().getEgress().stream()
                            .flatMap(rule -> rule.getPorts().stream())
                            .map(port -> port.getPort().getIntVal())
                            .distinct()
                            .toList());
        }
        assertThat(egress)
                .containsEntry("up-upsurge-pipeline", List.of(53, 9096, 443, 9094, 9400))
                .containsEntry("up-upsurge-topics", List.of(53, 9096, 443, 9094))
                .containsEntry("up-upsurge-watcher", List.of(53, 9096, 443, 9094, 6443))
                .containsEntry("up-upsurge-alerts", List.of(53, 9096, 443, 9094, 6443, 9093))
                .containsKeys("up-upsurge-receiver", "up-upsurge-check");
    }

    @Test
    void shouldTakeRulesAndDashboardsFromWhereTheyAreKept() throws IOException {
        Chart chart = Chart.render("split-values.yaml");
        assertThat(Chart.FOLDER.resolve("files/prometheus").toRealPath())
                .isEqualTo(Path.of("config/prometheus").toRealPath());
        assertThat(Chart.FOLDER.resolve("files/grafana").toRealPath())
                .isEqualTo(Path.of("config/grafana").toRealPath());
        List<String> groups = Files.readAllLines(Path.of("config/prometheus/upsurge-rules.yml")).stream()
                .filter(line -> line.contains("alert: "))
                .map(String::strip)
                .toList();
        assertThat(groups).isNotEmpty();
        assertThat(chart.text()).contains(groups);
        try (Stream<Path> dashboards = Files.list(Path.of("config/grafana"))) {
            for (Path dashboard :
                    dashboards.filter(path -> path.toString().endsWith(".json")).toList()) {
                assertThat(chart.all(ConfigMap.class)).anySatisfy(map -> assertThat(map.getData())
                        .containsEntry(dashboard.getFileName().toString(), Files.readString(dashboard)));
            }
        }
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        for (String key : List.of(
                "replicas",
                "pipeline.replica",
                "image.tags",
                "config.signal",
                "metrics.enabled",
                "config.engine.windw")) {
            assertThatThrownBy(() -> Chart.render("single-values.yaml", command -> command.set(key, "1")))
                    .as(key)
                    .hasMessageContaining("additional");
        }
        assertThatThrownBy(() -> Chart.render("single-values.yaml", command -> command.set("mode", "both")))
                .hasMessageContaining("mode");
        assertThatThrownBy(() -> Chart.render("single-values.yaml", command -> command.set("cluster", "")))
                .hasMessageContaining("cluster is needed");
    }

    /** Paths of fields that the model of an object has no name for. */
    private static List<String> unknown(Object object, String path) {
        if (object instanceof Collection<?> items) {
            return items.stream().flatMap(item -> unknown(item, path).stream()).toList();
        }
        if (object == null || !object.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
            return List.of();
        }
        return Stream.of(object.getClass().getMethods())
                .filter(method -> method.getName().startsWith("get") && method.getParameterCount() == 0)
                .flatMap(method -> below(object, method, path).stream())
                .toList();
    }

    private static List<String> below(Object object, Method getter, String path) {
        try {
            Object value = getter.invoke(object);
            if (getter.getName().equals("getAdditionalProperties")) {
                return ((Map<?, ?>) value)
                        .keySet().stream().map(key -> path + '.' + key).toList();
            }
            return unknown(value, path + '.' + getter.getName().substring(3));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(path, e);
        }
    }
}
