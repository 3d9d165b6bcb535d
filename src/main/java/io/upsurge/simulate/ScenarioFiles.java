package io.upsurge.simulate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where scenarios come from: files, and those shipped with the program. */
public final class ScenarioFiles {
    private static final String FOLDER = "/config/scenarios/";
    private static final String SUFFIX = ".yaml";
    private static final String ANCHOR = "cni-1.16.3";

    /** Makes a reader of scenarios. */
    public ScenarioFiles() {}

    /**
     * Loads a scenario.
     *
     * @param nameOrFile name of a shipped scenario, or a file: what ends in {@code .yaml} or {@code .yml} or has a slash
     * @return the scenario
     * @throws ScenarioException if there is none, it cannot be read or anything is wrong with it
     */
    public Scenario load(String nameOrFile) {
        boolean isFile = nameOrFile.endsWith(SUFFIX) || nameOrFile.endsWith(".yml") || nameOrFile.contains("/");
        return isFile ? load(Path.of(nameOrFile)) : shipped(nameOrFile);
    }

    /**
     * Loads a scenario from a file.
     *
     * @param file the file, UTF-8
     * @return the scenario
     * @throws ScenarioException if it cannot be read or anything is wrong with it
     */
    public Scenario load(Path file) {
        try {
            return ScenarioReader.read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new ScenarioException(file.toString(), List.of("cannot be read: " + e));
        }
    }

    /** The names of the shipped scenarios, sorted. */
    public List<String> shipped() {
        try {
            URI anchor = resource(ANCHOR).toURI();
            if (!anchor.getScheme().equals("jar")) {
                return names(Path.of(anchor).getParent());
            }
            try (FileSystem jar = FileSystems.newFileSystem(anchor, Map.of())) {
                return names(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the shipped scenarios", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot list the shipped scenarios", e);
        }
    }

    private Scenario shipped(String name) {
        URL resource = resource(name);
        if (resource == null) {
            throw new ScenarioException(
                    "'" + name + "'",
                    List.of("is not shipped; shipped are " + shipped() + ", others are given as FILE.yaml"));
        }
        try (InputStream in = resource.openStream()) {
            return ScenarioReader.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ScenarioException(name, List.of("cannot be read: " + e));
        }
    }

    private static URL resource(String name) {
        return ScenarioFiles.class.getResource(FOLDER + name + SUFFIX);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }
}
