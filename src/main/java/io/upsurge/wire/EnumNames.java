package io.upsurge.wire;

import java.util.Arrays;

/** Reads constants that are written by name. */
final class EnumNames {
    private EnumNames() {}

    /**
     * The constant of that name.
     *
     * @param field where the name stands, for the message
     * @throws IllegalArgumentException if there is none
     */
    static <E extends Enum<E>> E named(Class<E> type, String field, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        field + " is '" + name + "', must be one of " + Arrays.toString(type.getEnumConstants())));
    }
}
