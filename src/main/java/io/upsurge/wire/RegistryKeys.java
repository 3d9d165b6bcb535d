package io.upsurge.wire;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Registry settings as texts, read with messages that name the key and never show a value that may be a secret. */
final class RegistryKeys {
    private final Map<String, String> config;

    RegistryKeys(Map<String, String> config) {
        this.config = config;
    }

    /** The trimmed value; empty where the key is missing or blank. */
    Optional<String> text(String key) {
        return Optional.ofNullable(config.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** True or false; false where the key is missing. */
    boolean flag(String key) {
        return text(key)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(key + " is '" + value + "', must be true or false");
                })
                .orElse(false);
    }

    /** A whole number from {@code least} to 2^31 - 1. */
    long number(String key, int otherwise, int least) {
        return text(key).map(value -> parse(key, value, least)).orElse((long) otherwise);
    }

    /** @throws IllegalArgumentException if there are other keys than these */
    void refuseOthersThan(Set<String> known) {
        Set<String> others = new TreeSet<>(config.keySet());
        others.removeAll(known);
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("registry settings not understood: " + String.join(", ", others)
                    + "; known are " + String.join(", ", known));
        }
    }

    private static long parse(String key, String value, int least) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is '" + value + "', must be a whole number", e);
        }
        throw new IllegalArgumentException(key + " is " + value + ", must be at least " + least);
    }
}
