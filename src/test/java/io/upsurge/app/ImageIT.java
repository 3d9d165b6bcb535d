package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.demo.Outputs;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.app.run.Backlog;
import io.upsurge.detect.Fleet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the container image holds, run without a container engine: by a user without rights, who may write to the state
 * folder and the temporary one alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageIT {
    private static final String NOBODY = "65532";
    private static final Path LAYOUT = Path.of(System.getProperty("upsurge.image", "target/image"));

    private Path home;
    private Path state;
    private Path temp;

    @BeforeAll
    void layOutAsTheDockerfileDoes(@TempDir Path dir) throws Exception {
        allow(dir, "rwxr-xr-x");
        home = dir.resolve("opt");
        copy(LAYOUT, home);
        state = allow(Files.createDirectory(dir.resolve("state")), "rwxrwxrwx");
        temp = allow(Files.createDirectory(dir.resolve("tmp")), "rwxrwxrwx");
        Path launcher = allow(home.resolve("bin/upsurge"), "rwxr-xr-x");
        ProcessBuilder archive = new ProcessBuilder(launcher.toString(), "warm-up");
        archive.environment().put("JAVA_HOME", System.getProperty("java.home"));
        archive.environment().put("UPSURGE_JAVA_OPTS", "-XX:ArchiveClassesAtExit=" + home.resolve("upsurge.jsa"));
        try (ChildProcess made = ChildProcess.start(archive)) {
            assertThat(made.exitCode()).as(made.err()).isZero();
        }
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.toList()) {
                allow(path, Files.isDirectory(path) || path.equals(launcher) ? "r-xr-xr-x" : "r--r--r--");
            }
        }
    }

    @Test
    void shouldHoldLibrariesApartFromTheProductAndNoBroker() throws IOException {
        assertThat(names("app")).containsExactly("upsurge-app.jar");
        assertThat(Files.size(home.resolve("app/upsurge-app.jar"))).isLessThan(5 << 20);
        assertThat(names("lib-ext")).containsExactly("README.txt");
        assertThat(names("lib"))
                .anyMatch(name -> name.startsWith("kafka-clients-"))
                .anyMatch(name -> name.startsWith("kafka-streams-"))
                .noneMatch(name -> name.matches("kafka[-_].*") && !name.matches("kafka-(clients|streams)-.*"))
                .noneMatch(name -> name.matches("(scala|junit|assertj|archunit|jazzer|jqwik|upsurge|helm).*"))
                .noneMatch(name -> name.contains("test"));
    }

    @Test
    void shouldCopyWhatTheBuildLaysOut() throws IOException {
        String dockerfile = Files.readString(Path.of("config/image/Dockerfile"));
        List<String> copied = Pattern.compile("/src/target/image/(\\S+)")
                .matcher(dockerfile)
                .results()
                .map(MatchResult::group)
                .map(path -> path.substring("/src/target/image/".length()))
                .toList();
        assertThat(copied).containsExactlyInAnyOrder("lib", "lib-ext", "config", "bin/upsurge", "legal", "app");
        assertThat(copied).allSatisfy(path -> assertThat(LAYOUT.resolve(path)).exists());
        assertThat(dockerfile).contains("USER 65532:65532", "ENTRYPOINT [\"/opt/upsurge/bin/upsurge\"]");
    }

    @Test
    void shouldStartFromItsClassArchiveAlsoWithAVendorsJar() throws Exception {
        assertThat(run(Map.of("UPSURGE_JAVA_OPTS", "-Xshare:on"), "--version")).startsWith("upsurge ");
        Path jar = home.resolve("lib-ext/vendor.jar");
        allow(jar.getParent(), "rwxr-xr-x");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out).close();
        }
        assertThat(run(Map.of("UPSURGE_JAVA_OPTS", "-Xshare:on"), "--version")).startsWith("upsurge ");
        Files.delete(jar);
    }

    @Test
    void shouldCheckItsConfigurationAndReplayAndSayWhatItHasNot() throws Exception {
        assertThat(run(
                        Map.of(),
                        "config",
                        "check",
                        home.resolve("config/upsurge.yaml").toString()))
                .contains("signals");
        assertThat(run(
                        Map.of("UPSURGE_JAVA_OPTS", "-XX:+PrintCommandLineFlags"),
                        "config",
                        "check",
                        home.resolve("config/upsurge.yaml").toString()))
                .as("what runs beside another process takes little")
                .contains("-XX:MaxHeapSize=134217728", "-XX:+UseSerialGC");
        Path history = state.resolve("history");
        run(Map.of(), "simulate", "--scenario", "restart-storm", "--out", history.toString());
        assertThat(run(Map.of(), "replay", history.toString())).contains("JUDGED");
        for (List<String> command :
                List.of(List.of("demo"), List.of("run", "--embedded"), List.of("bench", "ingest"))) {
            try (ChildProcess upsurge = start(Map.of(), command)) {
                assertThat(upsurge.exitCode()).as(upsurge.err()).isEqualTo(2);
                assertThat(upsurge.err())
                        .contains("this distribution has no embedded broker")
                        .hasLineCount(1);
                assertThat(upsurge.out()).isEmpty();
            }
        }
        try (ChildProcess watch = start(
                Map.of(),
                List.of(
                        "watch",
                        "--once",
                        "--set",
                        "watch.cluster=c",
                        "--set",
                        "watch.kubeconfig=/nowhere/kubeconfig"))) {
            assertThat(watch.exitCode()).isEqualTo(2);
            assertThat(watch.err()).contains("/nowhere/kubeconfig").doesNotContain("NoClassDefFoundError");
        }
    }

    @Test
    void shouldRunBesideAKafkaAndStopWhenAsked() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                DevRegistry registry = DevRegistry.start(0)) {
            Path states = state.resolve("streams");
            Map<String, String> settings =
                    new LinkedHashMap<>(Backlog.settings("image", 2, kafka.bootstrapServers(), registry.url(), states));
            settings.put("pipeline.store", "rocksdb");
            settings.put("receiver.enabled", "true");
            settings.put("receiver.listen", "127.0.0.1:0");
            UpsurgeConfig config = ConfigLoader.shipped(settings);
            Contracts contracts = Contracts.of(config);
            List<String> set = new ArrayList<>();
            settings.forEach((key, value) -> set.addAll(List.of("--set", key + '=' + value)));

            run(
                    Map.of(),
                    Stream.concat(Stream.of("topics", "create"), set.stream()).toArray(String[]::new));
            Backlog backlog = new Backlog(config, contracts);
            try (ChildProcess upsurge = start(
                            Map.of(),
                            Stream.concat(Stream.of("run"), set.stream()).toList());
                    Outputs outputs = new Outputs(config, contracts)) {
                backlog.send(Fleet.rollout("c1", 6, 10, 5, 1.0));
                Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> {
                    outputs.poll();
                    return !outputs.rates().isEmpty();
                });
                upsurge.terminate();
                assertThat(upsurge.exitCode()).isEqualTo(143);
                assertThat(upsurge.err()).doesNotContain(" ERROR ", "\tat ", "Error");
            }
            assertThat(states).isNotEmptyDirectory();
        }
    }

    /** Runs a command that must succeed; what it prints. */
    private String run(Map<String, String> environment, String... args) throws Exception {
        try (ChildProcess upsurge = start(environment, List.of(args))) {
            assertThat(upsurge.exitCode()).as(upsurge.err()).isZero();
            return upsurge.out();
        }
    }

    private ChildProcess start(Map<String, String> environment, List<String> args) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(
                    List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--no-new-privs", "--"));
        }
        command.add(home.resolve("bin/upsurge").toString());
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command).directory(state.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HOME", "/nonexistent");
        builder.environment().putAll(environment);
        builder.environment().merge("UPSURGE_JAVA_OPTS", "-Djava.io.tmpdir=" + temp, (given, own) -> own + ' ' + given);
        return ChildProcess.start(builder);
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                // An archive of an earlier run is for another class path.
                if (!path.toString().endsWith(".jsa")) {
                    Files.copy(path, to.resolve(from.relativize(path).toString()));
                }
            }
        }
    }

    private static Path allow(Path path, String permissions) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
