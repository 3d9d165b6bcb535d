package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.stream.ChangeLog;
import io.upsurge.stream.FrozenRelease;
import io.upsurge.wire.ContractSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Contracts and names on which others rely stay as earlier releases had them, or the change log says so. How to freeze
 * a release: see {@code FrozenStateTest}.
 */
class FrozenNamesTest {
    private static final Path TOPOLOGY = Path.of("src/test/resources/topology/upsurge.txt");
    private static final Pattern METRIC = Pattern.compile("(?m)^\\| `(upsurge_\\w+)` \\| (\\w+) \\| ([^|]*) \\|");
    private static final Pattern KEY = Pattern.compile("(?m)^\\| `([a-z][a-z0-9.\\[\\]-]*)` \\| `UPSURGE_");
    private static final Pattern STORES = Pattern.compile("stores: \\[([^\\]]+)]");
    private static final Pattern INTERNAL = Pattern.compile("topic: ([a-z-]+-repartition)\\)");

    static Stream<FrozenRelease> releases() {
        return FrozenRelease.all().stream();
    }

    @BeforeAll
    static void freezeWhereAsked() throws IOException {
        String version = System.getProperty("upsurge.freeze", "");
        if (!version.isEmpty()) {
            assertThat(new ChangeLog().isReleased(version)).isFalse();
            Path folder = Path.of("src/test/resources/releases").resolve(version);
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("names.txt"), String.join("\n", names()) + '\n');
            Files.writeString(folder.resolve("topology.txt"), Files.readString(TOPOLOGY));
        }
    }

    private static Map<String, Schema> contracts() {
        return Map.of(
                "node-sample", ContractSchemas.nodeSample(),
                "rollout-fact", ContractSchemas.rolloutFact(),
                "version-rate", ContractSchemas.versionRate(),
                "anomaly", ContractSchemas.anomaly());
    }

    /** Everything by whose name others find it. */
    private static Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        TopicPlan.of(new UpsurgeConfig.Topics("upsurge.", 1, (short) 1))
                .topics()
                .forEach(topic -> names.add(
                        "topic " + topic.name() + ' ' + topic.settings().get("cleanup.policy")));
        String topology = Files.readString(TOPOLOGY);
        found(STORES, topology)
                .flatMap(stores -> Stream.of(stores.group(1).split(", ")))
                .forEach(store -> names.add("store " + store));
        found(INTERNAL, topology).forEach(topic -> names.add("internal topic " + topic.group(1)));
        found(METRIC, Files.readString(Path.of("docs/operations/metrics.md")))
                .forEach(metric -> names.add(
                        ("metric " + metric.group(1) + ' ' + metric.group(2) + ' ' + metric.group(3)).strip()));
        found(KEY, Files.readString(Path.of("docs/configuration.md"))).forEach(key -> names.add("key " + key.group(1)));
        Main.commandLine(Main.commands(Map.of())).getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                names.add("command " + name);
            }
        });
        contracts().forEach((file, schema) -> names.add("schema " + file + ' ' + schema.getFullName()));
        return names;
    }

    private static Stream<Matcher> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return Stream.iterate(matcher, Matcher::find, m -> m);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldReadWithEveryContractWhatEveryReleaseWrote(FrozenRelease release) throws SchemaValidationException {
        for (Map.Entry<String, Schema> frozen : release.schemas().entrySet()) {
            Schema present = contracts().get(frozen.getKey());
            var verdict = SchemaCompatibility.checkReaderWriterCompatibility(present, frozen.getValue());
            assertThat(verdict.getType())
                    .as(
                            "%s of %s: %s",
                            frozen.getKey(), release, verdict.getResult().getIncompatibilities())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            new FieldRules(frozen.getKey() + " of " + release).check(frozen.getValue(), present);
        }
    }

    /** As a registry would under BACKWARD_TRANSITIVE. */
    @Test
    void shouldBeAcceptedByARegistryThatHasTheContractsOfEveryRelease() throws SchemaValidationException {
        for (Map.Entry<String, Schema> present : contracts().entrySet()) {
            List<Schema> before = FrozenRelease.all().stream()
                    .map(release -> release.schemas().get(present.getKey()))
                    .toList();
            new SchemaValidatorBuilder().canReadStrategy().validateAll().validate(present.getValue(), before);
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldKeepEveryNameOrTellThatItIsGone(FrozenRelease release) throws IOException {
        Set<String> present = names();
        String told = new ChangeLog().text();
        List<String> gone = release.text("names.txt")
                .lines()
                .filter(name -> !present.contains(name))
                .filter(name -> !told.contains('`' + name.split(" ", -1)[name.startsWith("internal") ? 2 : 1] + '`'))
                .toList();
        assertThat(gone)
                .as("gone or changed since %s, and docs/CHANGELOG.md does not name it in backquotes", release)
                .isEmpty();
    }

    @Test
    void shouldKeepTheTopologyOfTheNewestReleaseOrTellThatItChanged() throws IOException {
        FrozenRelease newest = FrozenRelease.newest();
        if (!Files.readString(TOPOLOGY)
                .strip()
                .equals(newest.text("topology.txt").strip())) {
            assertThat(new ChangeLog().unreleased())
                    .as(
                            "The topology is another than that of %s. Old and new instances cannot share the work of a rolling"
                                    + " restart unless sub-topologies, stores and internal topics are the same: say in"
                                    + " docs/CHANGELOG.md what to do, beginning with these words",
                            newest)
                    .contains("Topology changed since " + newest);
        }
    }
}
