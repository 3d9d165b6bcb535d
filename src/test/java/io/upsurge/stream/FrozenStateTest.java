package io.upsurge.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.pack.FormatException;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.ScenarioFiles;
import io.upsurge.simulate.SimulatedRecord;
import io.upsurge.stream.FleetMessage.Mark;
import io.upsurge.stream.FleetMessage.Rows;
import io.upsurge.stream.FleetMessage.Silence;
import io.upsurge.stream.FleetMessage.Snapshot;
import io.upsurge.stream.FrozenRelease.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The present release goes on where an earlier one stopped, and writes what the newest frozen one wrote.
 *
 * <p>{@code mvn test -Dtest=FrozenStateTest,FrozenNamesTest -Dupsurge.freeze=VERSION} freezes what the present code writes as
 * that of a version. One that the change log has as released is never frozen again.
 */
class FrozenStateTest {
    private static final String OTHER_BYTES = """

            The present code writes other bytes than frozen release %s.
            - If their layout changed: raise the number FORMAT of what is packed, and read the number before it too, or write
              "State of %s cannot be read" into docs/CHANGELOG.md with the steps (docs/operations/upgrade.md).
            - Either way, and also if only what is computed changed: keep the frozen release and freeze the coming one,
              mvn test -Dtest=FrozenStateTest,FrozenNamesTest -Dupsurge.freeze=<the version of pom.xml>
            """;

    @TempDir
    Path stateDir;

    static Stream<FrozenRelease> releases() {
        return FrozenRelease.all().stream();
    }

    @BeforeAll
    static void freezeWhereAsked(@TempDir Path stateDir) throws IOException {
        String version = System.getProperty("upsurge.freeze", "");
        if (!version.isEmpty()) {
            assertThat(new ChangeLog().isReleased(version))
                    .as("%s is released and frozen for good; freeze the coming version", version)
                    .isFalse();
            freeze(folderOf(version), stateDir);
        }
    }

    /** A new release begins with the configuration of the one before it. */
    private static FrozenRelease folderOf(String version) throws IOException {
        FrozenRelease before = FrozenRelease.newest();
        FrozenRelease release = new FrozenRelease(FrozenRelease.ALL.resolve(version));
        Files.createDirectories(release.folder().resolve("schemas"));
        if (!Files.exists(release.folder().resolve("upsurge.yaml"))) {
            Files.copy(before.folder().resolve("upsurge.yaml"), release.folder().resolve("upsurge.yaml"));
        }
        for (String schema : List.of("node-sample", "rollout-fact", "version-rate", "anomaly")) {
            String file = "schemas/" + schema + ".avsc";
            Files.writeString(release.folder().resolve(file), Files.readString(Path.of(file)));
        }
        return release;
    }

    private static void freeze(FrozenRelease release, Path stateDir) throws IOException {
        try (FrozenRun run = new FrozenRun(release, stateDir)) {
            List<Entry> inputs = simulated(run);
            int fleet = inputs.size() * 60 / 130;
            int nodes = fleet + inputs.size() * 4 / 130;
            release.write("inputs-1.gz", inputs.subList(0, fleet));
            release.write("inputs-2.gz", inputs.subList(fleet, nodes));
            release.write("inputs-3.gz", inputs.subList(nodes, inputs.size()));
            Frozen frozen = run(run, release, stateDir.resolve("second"));
            release.write("state.gz", frozen.state());
            release.write("pending.gz", frozen.pending());
            release.write("outputs.gz", frozen.outputs());
        }
    }

    private static List<Entry> simulated(FrozenRun run) {
        List<Entry> inputs = new ArrayList<>();
        String samples = run.config.topics().samples();
        new FleetSimulator(new ScenarioFiles().load(FrozenRelease.ALL.resolve("scenario.yaml")))
                .stream().forEach(record -> {
                    if (record instanceof SimulatedRecord.Sample sample) {
                        inputs.add(new Entry(
                                samples,
                                TopologyHarness.key(sample.record()).getBytes(UTF_8),
                                run.harness.encode(sample.record())));
                    } else if (record instanceof SimulatedRecord.Rollout rollout) {
                        inputs.add(new Entry(
                                run.config.topics().rollouts(),
                                rollout.fact().nodeId().key().getBytes(UTF_8),
                                run.harness.encode(rollout.fact())));
                    }
                });
        inputs.add(inputs.size() / 2, new Entry(samples, "production/n".getBytes(UTF_8), new byte[] {1}));
        return inputs;
    }

    private record Frozen(List<Entry> state, List<Entry> pending, List<Entry> outputs) {}

    /** What the present code makes of the inputs. */
    private static Frozen run(FrozenRun run, FrozenRelease release, Path stateDir) {
        run.play(release.entries("inputs-1.gz"));
        List<Entry> fleet = run.changelogs(FrozenRun.OF_FLEET);
        run.between();
        List<Entry> outputs = new ArrayList<>(run.outputs());
        run.play(release.entries("inputs-2.gz"));
        List<Entry> nodes = run.changelogs(FrozenRun.OF_NODES);
        List<Entry> pending = new ArrayList<>(run.between());
        List<Entry> taken = upToFirstRows(pending);
        List<Entry> state = new ArrayList<>(with(taken, fleet, release, stateDir));
        state.addAll(nodes);
        taken.clear();
        // Says nothing new: this cluster was heard of.
        pending.add(new Entry(
                pending.get(0).topic(),
                new byte[0],
                FleetMessageSerde.serde().serializer().serialize("", new Silence(0, Set.of("production")))));
        run.play(release.entries("inputs-3.gz"));
        outputs.addAll(run.outputs());
        return new Frozen(state, pending, outputs);
    }

    private static List<Entry> upToFirstRows(List<Entry> pending) {
        Serde<FleetMessage> serde = FleetMessageSerde.serde();
        int size = 0;
        while (!(serde.deserializer().deserialize("", pending.get(size++).value()) instanceof Rows)) {
            assertThat(size).isLessThan(pending.size());
        }
        return pending.subList(0, size);
    }

    /** State of stage two after it has taken rows that wait for the end of their window. */
    private static List<Entry> with(List<Entry> taken, List<Entry> fleet, FrozenRelease release, Path stateDir) {
        try (FrozenRun second = new FrozenRun(release, stateDir)) {
            second.restore(fleet);
            second.resume(taken);
            return second.changelogs(FrozenRun.OF_FLEET);
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldGoOnFromTheStateOfARelease(FrozenRelease release, @TempDir Path other) {
        String expected = uninterrupted(release);
        try (FrozenRun run = new FrozenRun(release, other)) {
            run.restore(release.entries("state.gz"));
            run.resume(release.entries("pending.gz"));
            run.play(release.entries("inputs-3.gz"));
            if (release.equals(FrozenRelease.newest())) {
                assertThat(run.answer()).isEqualTo(expected);
            } else {
                assertThat(run.answer().lines().count())
                        .isEqualTo(expected.lines().count());
            }
        } catch (FormatException e) {
            assertThat(new ChangeLog().text())
                    .as("%s, and nothing tells users what to do; see docs/CONTRIBUTING.md", e.getMessage())
                    .contains("State of " + release + " cannot be read");
        }
    }

    private String uninterrupted(FrozenRelease release) {
        try (FrozenRun run = new FrozenRun(release, stateDir)) {
            run.play(release.entries("inputs-1.gz"));
            run.answer();
            run.play(release.entries("inputs-2.gz", "inputs-3.gz"));
            List<Anomaly> told = run.harness.anomalies();
            assertThat(told).extracting(Anomaly::state).contains(Anomaly.State.RESOLVED);
            return TopologyHarness.answer(run.harness.rates(), told);
        }
    }

    @Test
    void shouldWriteTheVeryBytesOfTheNewestRelease() {
        FrozenRelease newest = FrozenRelease.newest();
        String remedy = OTHER_BYTES.formatted(newest, newest);
        try (FrozenRun run = new FrozenRun(newest, stateDir)) {
            for (Entry entry : newest.entries("state.gz")) {
                assertThat(readAndWritten(run, entry, remedy))
                        .as("%s %s, read and written again%s", entry.topic(), entry.name(), remedy)
                        .isEqualTo(entry.value());
            }
            Frozen frozen = run(run, newest, stateDir.resolve("second"));
            assertThat(lines(frozen.state())).as("state%s", remedy).isEqualTo(lines(newest.entries("state.gz")));
            assertThat(lines(frozen.pending())).as("pending%s", remedy).isEqualTo(lines(newest.entries("pending.gz")));
            assertThat(lines(frozen.outputs())).as("outputs%s", remedy).isEqualTo(lines(newest.entries("outputs.gz")));
        }
    }

    private static byte[] readAndWritten(FrozenRun run, Entry entry, String remedy) {
        try {
            return again(run.store(entry.topic()), entry.value());
        } catch (IllegalStateException e) {
            throw new AssertionError(entry.topic() + " cannot be read: " + e.getMessage() + remedy, e);
        }
    }

    private static List<String> lines(List<Entry> entries) {
        return entries.stream().map(Entry::line).toList();
    }

    private static <V> byte[] again(WriteBehindStore<V> store, byte[] packed) {
        return store.codec().pack().apply(store.codec().unpack().apply(packed));
    }

    @Test
    void shouldKeepEveryStoreAndEveryMessage() {
        FrozenRelease newest = FrozenRelease.newest();
        Serde<FleetMessage> serde = FleetMessageSerde.serde();
        assertThat(newest.entries("state.gz"))
                .extracting(Entry::topic)
                .containsAll(FrozenRun.OF_NODES)
                .containsAll(FrozenRun.OF_FLEET);
        assertThat(newest.entries("pending.gz"))
                .extracting(entry -> serde.deserializer().deserialize("", entry.value()))
                .<Class<?>>extracting(FleetMessage::getClass)
                .contains(Rows.class, Mark.class, Snapshot.class, Silence.class);
        try (Stream<Path> files = Files.walk(FrozenRelease.ALL)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(2_000_000);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldReadEveryRecordOfARelease(FrozenRelease release) {
        try (FrozenRun run = new FrozenRun(release, stateDir)) {
            Set<Class<?>> read = release.entries("inputs-1.gz", "inputs-2.gz", "inputs-3.gz", "outputs.gz").stream()
                    .filter(entry -> entry.value() != null && entry.value().length > 1)
                    .map(entry ->
                            run.harness.decode(entry.topic(), entry.value()).getClass())
                    .collect(Collectors.toSet());
            assertThat(read).hasSize(5).allSatisfy(type -> assertThat(type.isRecord())
                    .isTrue());
            assertThat(read).contains(RolloutFact.class, Anomaly.class).anyMatch(SampleRecord.class::isAssignableFrom);
        }
    }

    @Test
    void shouldRefuseStateOfALaterReleaseNamingBothNumbersAndTheRemedy() {
        try (FrozenRun run = new FrozenRun(FrozenRelease.newest(), stateDir)) {
            Set<String> seen = FrozenRelease.newest().entries("state.gz").stream()
                    .map(entry -> {
                        long format = new Unpacker(entry.value()).number();
                        assertThatThrownBy(() -> again(run.store(entry.topic()), FrozenRun.later(entry.value())))
                                .as(entry.topic())
                                .isInstanceOfSatisfying(FormatException.class, e -> assertThat(e.remedy())
                                        .contains("a later release"))
                                .hasMessageContaining("has format " + (format + 1))
                                .hasMessageContaining("reads format " + format);
                        return entry.topic();
                    })
                    .collect(Collectors.toSet());
            assertThat(seen).hasSize(7);
        }
        assertThatThrownBy(() -> FleetMessageSerde.serde()
                        .deserializer()
                        .deserialize("", new Packer().number(9).toBytes()))
                .isInstanceOf(FormatException.class)
                .hasMessage("a message between the stages has format 9, this release reads format 4");
    }
}
