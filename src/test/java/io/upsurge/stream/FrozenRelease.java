package io.upsurge.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.wire.RegistryClient;
import io.upsurge.wire.SchemaSubjects;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;

/**
 * What a release wrote and how it was named, kept for good in {@code src/test/resources/releases/VERSION}. The files:
 *
 * <ul>
 *   <li>{@code upsurge.yaml}, {@code schemas/}: under which configuration and contracts it wrote.
 *   <li>{@code inputs-1.gz}, {@code inputs-2.gz}, {@code inputs-3.gz}: its input topics, to where stage two had come, from
 *       there to where stage one had come, and the rest.
 *   <li>{@code state.gz}: the changelogs of all stores then. {@code pending.gz}: what lay between the stages.
 *   <li>{@code outputs.gz}: every result topic at the end.
 *   <li>{@code topology.txt}, {@code names.txt}: names that outlive a release.
 * </ul>
 */
public record FrozenRelease(Path folder) {
    static final Path ALL = Path.of("src/test/resources/releases");

    /** A record of a topic or a state of a store, as bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Entry(String topic, byte[] key, byte[] value) {
        /** The key as text. */
        public String name() {
            return new String(key, UTF_8);
        }

        /** One line of a file. */
        String line() {
            Base64.Encoder base64 = Base64.getEncoder();
            return topic
                    + '\t'
                    + base64.encodeToString(key)
                    + '\t'
                    + (value == null ? "-" : base64.encodeToString(value));
        }

        private static Entry of(String line) {
            String[] parts = line.split("\t", -1);
            Base64.Decoder base64 = Base64.getDecoder();
            return new Entry(parts[0], base64.decode(parts[1]), parts[2].equals("-") ? null : base64.decode(parts[2]));
        }
    }

    /** Every release that is kept, the oldest first. */
    public static List<FrozenRelease> all() {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory)
                    .map(FrozenRelease::new)
                    .sorted(Comparator.comparing(release -> ModuleDescriptor.Version.parse(release.version())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last one: the last release, or the next one once its formats differ. */
    public static FrozenRelease newest() {
        List<FrozenRelease> all = all();
        return all.get(all.size() - 1);
    }

    /** Its number. */
    public String version() {
        return folder.getFileName().toString();
    }

    @Override
    public String toString() {
        return version();
    }

    /** Its configuration, with a few keys replaced. */
    public UpsurgeConfig config(List<String> flags) {
        return new ConfigLoader(Map.of())
                .load(folder.resolve("upsurge.yaml"), flags)
                .config();
    }

    /** Its contracts by the names of their files. */
    public Map<String, Schema> schemas() {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        for (String name : List.of("node-sample", "rollout-fact", "version-rate", "anomaly")) {
            schemas.put(name, new Schema.Parser().parse(text("schemas/" + name + ".avsc")));
        }
        return schemas;
    }

    /** Registers its contracts in an empty registry, where they get the ids that its records name. */
    public void registerSchemas(UpsurgeConfig config) {
        RegistryClient registry = RegistryClient.of(config.registry());
        UpsurgeConfig.Topics topics = config.topics();
        Map<String, Schema> schemas = schemas();
        Map<String, String> contracts = new LinkedHashMap<>();
        contracts.put(topics.samples(), "node-sample");
        contracts.put(topics.rollouts(), "rollout-fact");
        contracts.put(topics.versionRates(), "version-rate");
        contracts.put(topics.anomalies(), "anomaly");
        contracts.put(topics.anomaliesOpen(), "anomaly");
        contracts.forEach((topic, name) -> registry.register(SchemaSubjects.valueSubject(topic), schemas.get(name)));
    }

    /** One of its texts. */
    public String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of its files of records. */
    public List<Entry> entries(String file) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(folder.resolve(file))), UTF_8))) {
            return in.lines().map(Entry::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Several of its files of records, one after the other. */
    public List<Entry> entries(String... files) {
        List<Entry> entries = new ArrayList<>();
        for (String file : files) {
            entries.addAll(entries(file));
        }
        return entries;
    }

    void write(String file, List<Entry> entries) throws IOException {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(file)))) {
            for (Entry entry : entries) {
                out.write((entry.line() + '\n').getBytes(UTF_8));
            }
        }
    }
}
