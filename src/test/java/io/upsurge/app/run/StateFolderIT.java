package io.upsurge.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.upsurge.app.ChildProcess;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.demo.Outputs;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.detect.Fleet;
import io.upsurge.detect.InMemoryEngine;
import io.upsurge.stream.TopologyHarness;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A state folder that cannot be used is told in one line; one that was damaged or lost is made anew and changes no answer. */
class StateFolderIT {
    private static final int PARTITIONS = 2;

    private static EmbeddedKafka kafka;
    private static DevRegistry registry;
    private static String expected;
    private static List<Object> records;

    @TempDir
    Path dir;

    private enum Damage {
        GARBAGE("rocksdb") {
            @Override
            void to(Path file) throws IOException {
                byte[] garbage = new byte[(int) Files.size(file)];
                new Random(1).nextBytes(garbage);
                Files.write(file, garbage);
            }
        },
        CUT_SHORT("rocksdb") {
            @Override
            void to(Path file) throws IOException {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(Files.size(file) / 2);
                }
            }
        },
        LOST("rocksdb") {
            @Override
            void to(Path file) throws IOException {
                Files.delete(file);
            }
        },
        LOST_MEMORY("memory") {
            @Override
            void to(Path file) {
                throw new AssertionError("state in memory leaves no files: " + file);
            }
        };

        private final String store;

        Damage(String store) {
            this.store = store;
        }

        abstract void to(Path file) throws IOException;
    }

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.startTemporary();
        registry = DevRegistry.start(0);
        records = Fleet.rollout("c1", 8, 60, 25, 2.6);
        UpsurgeConfig config = ConfigLoader.shipped(Map.of());
        InMemoryEngine engine = new InMemoryEngine(1, config.signals(), config.engine(), config.rule());
        Fleet.feed(engine, records);
        expected = engine.answer();
        assertThat(engine.anomalies).isNotEmpty();
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayTheSameAfterItsStateWas(Damage damage) throws IOException {
        Map<String, String> settings = settings("damage-" + damage.ordinal(), dir);
        settings.put("pipeline.store", damage.store);
        UpsurgeConfig config = ConfigLoader.shipped(settings);
        Contracts contracts = Contracts.of(config);
        Backlog backlog = new Backlog(config, contracts);
        int half = records.size() / 2;
        backlog.preload(records.subList(0, half));
        try (Outputs outputs = new Outputs(config, contracts)) {
            try (Pipeline pipeline = new Pipeline(config, PARTITIONS, contracts.forTopology())) {
                pipeline.start();
                awaitRates(outputs, 1);
            }
            List<Path> files = files(config.pipeline().stateDir());
            assertThat(files.isEmpty()).isEqualTo(damage.store.equals("memory"));
            for (Path file : files) {
                damage.to(file);
            }
            backlog.send(records.subList(half, records.size()));
            try (Pipeline pipeline = new Pipeline(config, PARTITIONS, contracts.forTopology())) {
                pipeline.start();
                int lines = (int) expected.lines().count();
                awaitRates(outputs, lines - 10);
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                    outputs.poll();
                    return outputs.rates().size() + outputs.anomalies().size() >= lines;
                });
                outputs.catchUp();
                assertThat(TopologyHarness.answer(outputs.rates(), outputs.anomalies()))
                        .isEqualTo(expected);
                assertThat(outputs.rates().size() + outputs.anomalies().size()).isEqualTo(lines);
            }
        }
    }

    @Test
    void shouldSayWhatIsNotAFolder() throws Exception {
        Path file = Files.createFile(dir.resolve("file"));
        assertThat(refusal(2, file)).contains("the state folder " + file.resolve("unfit"), "pipeline.state-dir");
        assertThat(refusal(2, file.resolve("below"))).contains(file.toString(), "Not a directory");
    }

    @Test
    void shouldSayWhatItMayNotWriteTo() throws Exception {
        Path state = Files.createDirectory(dir.resolve("read-only"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertThat(refusal(2, state)).contains("the state folder " + state, "access denied", "pipeline.state-dir");
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path own = Files.createDirectory(state.resolve("unfit"));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertThat(refusal(2, state)).contains("the state folder " + own, "access denied");
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void shouldSayThatTheDiskIsFull() throws Exception {
        Path disk = Files.createDirectory(dir.resolve("disk"));
        assumeThat(ran("mount", "-t", "tmpfs", "-o", "size=64k,mode=777", "none", disk.toString()))
                .as("a file system may be mounted here")
                .isTrue();
        try {
            Files.write(disk.resolve("filling"), new byte[32 << 10]);
            assertThat(refusal(2, disk)).contains("the state folder " + disk, "No space left on device");
        } finally {
            assertThat(ran("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void shouldSayThatAnotherProcessUsesIt() throws Exception {
        Path own = Files.createDirectories(dir.resolve("shared").resolve("unfit"));
        try (FileChannel other =
                FileChannel.open(own.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(other.tryLock()).isNotNull();
            assertThat(refusal(1, own.getParent())).contains(own.toString(), "used by another process");
        }
    }

    private static Map<String, String> settings(String name, Path stateDir) {
        return Backlog.settings(name, PARTITIONS, kafka.bootstrapServers(), registry.url(), stateDir);
    }

    /** The one line with which it ends. */
    private static String refusal(int status, Path stateDir) throws Exception {
        Map<String, String> settings = settings("unfit", stateDir);
        settings.put("pipeline.store", "rocksdb");
        settings.put("pipeline.state-dir", stateDir.toString());
        List<String> args = new ArrayList<>(List.of("run"));
        settings.forEach((key, value) -> args.addAll(List.of("--set", key + "=" + value)));
        try (ChildProcess upsurge = ChildProcess.startWithoutRights(args)) {
            assertThat(upsurge.exitCode()).as(upsurge.err()).isEqualTo(status);
            assertThat(upsurge.err()).hasLineCount(1).startsWith("upsurge: ");
            return upsurge.err();
        }
    }

    private static void awaitRates(Outputs outputs, int count) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            outputs.poll();
            return outputs.rates().size() >= count;
        });
    }

    /** What RocksDB wrote. */
    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(
                            path -> Files.isRegularFile(path) && path.toString().contains("rocksdb"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static boolean ran(String... command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
