package io.upsurge.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Loads the configuration: built-in defaults, under one YAML file, under environment variables, under {@code key=value}
 * overrides. Every method throws {@link ConfigException} with all problems at once.
 *
 * <p>An item of a list is addressed by its id, {@code signals.imds-get-metadata.multiple}, or in a list without ids by its
 * index. Overrides change the items of the file; they add none.
 */
public final class ConfigLoader {
    /** Names the file to load when the caller names none. */
    public static final String FILE_VARIABLE = "UPSURGE_CONFIG";

    /** The file on the class path that is used when no other is named. */
    public static final String SHIPPED = "config/upsurge.yaml";

    private final Map<String, String> environment;

    /**
     * Loads for an environment.
     *
     * @param environment the environment variables, such as {@code System.getenv()}
     */
    public ConfigLoader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The environment variables that a configuration is read from, by name, with stars in place of secrets. */
    public Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.equals(FILE_VARIABLE) || Overrides.isSetting(name, value)) {
                variables.put(name, Redaction.shown(EnvironmentName.keyOf(name).orElse(name), value));
            }
        });
        return variables;
    }

    /**
     * The shipped configuration for embedded use, independent of the environment.
     *
     * @param overrides keys and values that replace those of the file
     * @throws ConfigException if an override is wrong
     */
    public static UpsurgeConfig shipped(Map<String, String> overrides) {
        List<String> flags = overrides.entrySet().stream()
                .map(override -> override.getKey() + '=' + override.getValue())
                .sorted()
                .toList();
        return new ConfigLoader(Map.of()).load(flags).config();
    }

    /**
     * Loads the file that {@code UPSURGE_CONFIG} names, or the shipped one.
     *
     * @param flags overrides as {@code key=value}; of two for the same key the later one wins
     * @throws ConfigException if anything is wrong
     */
    public LoadedConfig load(List<String> flags) {
        String named = environment.get(FILE_VARIABLE);
        return named == null ? parse("shipped " + SHIPPED, shippedText(), flags) : load(Path.of(named), flags);
    }

    /**
     * Loads a file.
     *
     * @param file the file
     * @param flags overrides as {@code key=value}; of two for the same key the later one wins
     * @throws ConfigException if the file cannot be read or anything is wrong
     */
    public LoadedConfig load(Path file, List<String> flags) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "is not text in UTF-8");
        } catch (IOException e) {
            throw unreadable(file, "cannot be read: " + e);
        }
        return parse(file.toString(), text, flags);
    }

    private static ConfigException unreadable(Path file, String why) {
        return new ConfigException(List.of(Problem.at(Origin.file(file.toString(), 0), "", why, "")));
    }

    private static String shippedText() {
        try (InputStream file = ConfigLoader.class.getClassLoader().getResourceAsStream(SHIPPED)) {
            if (file == null) {
                throw new IllegalStateException(SHIPPED + " is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Loads the text of a file.
     *
     * @param name what messages call the file
     * @param text its content, YAML
     * @param flags overrides as {@code key=value}
     * @throws ConfigException if anything is wrong
     */
    public LoadedConfig parse(String name, String text, List<String> flags) {
        List<Problem> problems = new ArrayList<>();
        Document document = YamlReader.read(name, text, Keys.ROOT, problems);
        if (problems.stream().anyMatch(problem -> problem.path().isEmpty())) {
            throw new ConfigException(problems); // nothing could be read, the rest would only say so again
        }
        Keys.ROOT.lists().stream()
                .filter(ItemList::required)
                .filter(list -> document.items(list).isEmpty())
                .filter(list -> problems.stream().noneMatch(problem -> problem.path()
                        .startsWith(list.path()))) // it says already why none was read
                .forEach(list -> problems.add(
                        Problem.at(Origin.file(name, 0), list.path(), "none given", "at least one " + list.item())));
        Map<String, Setting> settings = layers(document, new Overrides(document, problems), flags);
        Values values = new Values(settings, new References(environment), problems);
        UpsurgeConfig config = new Assembler(values, document).assemble();
        new CrossChecks(config, values).run();
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(Problem::origin));
            throw new ConfigException(problems);
        }
        return new LoadedConfig(config, List.copyOf(settings.values()), name);
    }

    private Map<String, Setting> layers(Document document, Overrides overrides, List<String> flags) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        defaults(Keys.ROOT, "", settings);
        document.items().forEach(item -> defaults(item.list().scope(), item.path() + '.', settings));
        List<Setting> given = new ArrayList<>(document.settings());
        given.addAll(overrides.environment(environment));
        given.addAll(overrides.flags(flags));
        given.forEach(setting -> settings.put(setting.path(), setting));
        return settings;
    }

    private static void defaults(Scope scope, String prefix, Map<String, Setting> settings) {
        scope.keys().forEach(key -> key.fixedDefault()
                .ifPresent(text ->
                        settings.put(prefix + key.path(), new Setting(prefix + key.path(), text, Origin.BUILT_IN))));
    }
}
