package io.upsurge.app.config;

import java.util.Optional;

/**
 * One key of the configuration: the single place that says what it means, what it may hold and what it is by default.
 *
 * @param path its name with dots, such as {@code engine.window}; within an item of a list, relative to the item
 * @param type what it may hold
 * @param standard where its value comes from when nobody gives one
 * @param meaning what it means, one sentence with the unit
 * @param <T> the Java type of the value
 */
record Key<T>(String path, ValueType<T> type, Standard standard, String meaning) {

    /** Where the value of a key that nobody set comes from. */
    sealed interface Standard {
        /** The default as the documentation shows it. */
        String shown();
    }

    /** There is no default: the key must be given. */
    record Required() implements Standard {
        @Override
        public String shown() {
            return "required";
        }
    }

    /** The key may be left out, and then has no value. */
    record Absent() implements Standard {
        @Override
        public String shown() {
            return "none";
        }
    }

    /**
     * The key has a fixed default.
     *
     * @param text the default as it would be written
     */
    record Fixed(String text) implements Standard {
        @Override
        public String shown() {
            return text.isEmpty() ? "empty" : text;
        }
    }

    /**
     * The default follows from another key.
     *
     * @param other the other key, holding a duration
     * @param plusMs what is added to it, milliseconds
     */
    record Derived(Key<Long> other, long plusMs) implements Standard {
        @Override
        public String shown() {
            return other.path() + " + " + ValueType.DurationValue.text(plusMs);
        }
    }

    static <T> Key<T> required(String path, ValueType<T> type, String meaning) {
        return new Key<>(path, type, new Required(), meaning);
    }

    static <T> Key<T> optional(String path, ValueType<T> type, String meaning) {
        return new Key<>(path, type, new Absent(), meaning);
    }

    static <T> Key<T> of(String path, ValueType<T> type, String standard, String meaning) {
        return new Key<>(path, type, new Fixed(standard), meaning);
    }

    /** The fixed default, if there is one. */
    Optional<String> fixedDefault() {
        return standard instanceof Fixed fixed ? Optional.of(fixed.text()) : Optional.empty();
    }
}
