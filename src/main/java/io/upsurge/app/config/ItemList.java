package io.upsurge.app.config;

import java.util.Optional;

/**
 * A list in the file whose items are mappings of keys, such as {@code signals}.
 *
 * @param path its name with dots, such as {@code signals}
 * @param item what one of its items is called, such as {@code signal}
 * @param scope the keys of an item
 * @param id the key by whose value an item is addressed; empty where it is addressed by its index, starting at 0
 * @param required whether the file must give at least one item
 * @param meaning what it holds, one sentence
 */
record ItemList(String path, String item, Scope scope, Optional<Key<String>> id, boolean required, String meaning) {

    /** What all items are called together: the last part of the path. */
    String items() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Whether a key of an item is its id, which no override can change. */
    boolean isId(Key<?> key) {
        return id.filter(key::equals).isPresent();
    }
}
