package io.upsurge.app.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives the settings their types. What is wrong is noted, and reading goes on, so that all of it is found at once. */
final class Values {
    private static final String PROVIDERS = "kafka.config.providers";
    private static final List<String> RESOLVED_BY_KAFKA = List.of("kafka.", "pipeline.streams.");

    private final Map<String, Setting> settings;
    private final References references;
    private final List<Problem> problems;
    private final Set<String> unsound = new HashSet<>();

    /**
     * Reads settings.
     *
     * @param settings the settings that apply, by key; defaults that follow from other keys are added
     * @param references replaces references
     * @param problems takes what is wrong
     */
    Values(Map<String, Setting> settings, References references, List<Problem> problems) {
        this.settings = settings;
        this.references = references;
        this.problems = problems;
    }

    /**
     * The value of a key.
     *
     * @param prefix what stands before the key, ending in a dot; empty at the top
     * @param where what to blame if it is missing
     * @return the value; where a problem was noted the default, or null without one
     */
    <T> T read(Key<T> key, String prefix, Origin where) {
        String path = prefix + key.path();
        Optional<T> value = find(key, prefix);
        if (value.isPresent()) {
            return value.get();
        }
        if (!settings.containsKey(path)) {
            problems.add(Problem.at(
                    where, path, "required, but not given", key.type().allowed()));
            unsound.add(path);
        }
        return key.fixedDefault().map(key.type()::parse).orElse(null);
    }

    /** The value of a key that may be left out; empty also where a problem was noted. */
    <T> Optional<T> find(Key<T> key, String prefix) {
        String path = prefix + key.path();
        if (key.standard() instanceof Key.Derived derived && !settings.containsKey(path)) {
            find(derived.other(), "").ifPresent(other -> {
                String text = ValueType.DurationValue.text(other + derived.plusMs());
                settings.put(path, new Setting(path, text, Origin.BUILT_IN));
            });
        }
        Setting setting = settings.get(path);
        if (setting == null) {
            return Optional.empty();
        }
        return resolve(setting).flatMap(text -> parse(key, setting, text));
    }

    private <T> Optional<T> parse(Key<T> key, Setting setting, String text) {
        try {
            return Optional.of(key.type().parse(text));
        } catch (IllegalArgumentException e) {
            String why = text.equals(setting.text()) ? e.getMessage() : "what it refers to is not allowed";
            refuse(setting, why, key.type().allowed());
            return Optional.empty();
        }
    }

    /** The settings of an open section by their own names, references replaced. */
    Map<String, String> section(String section) {
        Map<String, String> values = new LinkedHashMap<>();
        List.copyOf(settings.values()).stream()
                .filter(setting -> setting.path().startsWith(section + '.'))
                .forEach(setting -> resolve(setting)
                        .ifPresent(text -> values.put(setting.path().substring(section.length() + 1), text)));
        return values;
    }

    private Optional<String> resolve(Setting setting) {
        if (!resolved(setting.path())) {
            return Optional.of(setting.text());
        }
        try {
            return Optional.of(references.resolve(setting.text()));
        } catch (IllegalArgumentException e) {
            refuse(setting, e.getMessage(), References.ALLOWED);
            return Optional.empty();
        }
    }

    /** Whether references are replaced here, rather than by Kafka's clients. */
    boolean resolved(String path) {
        return !settings.containsKey(PROVIDERS) || RESOLVED_BY_KAFKA.stream().noneMatch(path::startsWith);
    }

    private void refuse(Setting setting, String why, String allowed) {
        if (unsound.add(setting.path())) {
            problems.add(Problem.ofValue(setting, why, allowed));
        }
    }

    /** Notes that a value does not go with the others. */
    void refuse(String path, String why, String allowed) {
        refuse(settings.get(path), why, allowed);
    }

    /** Whether the key has a value, right or wrong. */
    boolean given(String path) {
        return settings.containsKey(path);
    }

    /** Whether nothing is wrong with the value under a full name so far. */
    boolean sound(String path) {
        return !unsound.contains(path);
    }

    /** Whether nothing is wrong with the values of these keys so far. */
    boolean sound(List<Key<?>> keys) {
        return keys.stream().noneMatch(key -> unsound.contains(key.path()));
    }
}
