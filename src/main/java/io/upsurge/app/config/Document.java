package io.upsurge.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a configuration file says, flattened.
 *
 * @param name name of the file, for messages
 * @param scope the keys that are known
 * @param settings every known key in it, in its order
 * @param items the items of all its lists, in its order
 */
record Document(String name, Scope scope, List<Setting> settings, List<Item> items) {

    /**
     * An item of a list.
     *
     * @param list the list
     * @param path what its keys start with: {@code signals.<id>}, or {@code signals[<index>]} while its id is unusable;
     *     {@code inputs.<index>} in a list without ids
     * @param origin where it begins
     */
    record Item(ItemList list, String path, Origin origin) {}

    /** Copies the lists. */
    Document {
        settings = List.copyOf(settings);
        items = List.copyOf(items);
    }

    /** The items of a list, in their order. */
    List<Item> items(ItemList list) {
        return items.stream().filter(item -> item.list().equals(list)).toList();
    }

    /** Whether a key can be overridden under that name. The id of an item cannot: it is the name. */
    boolean addresses(String path) {
        return scope.knows(path) || itemAddresses().anyMatch(path::equals);
    }

    /** Every name under which a known key can be overridden. */
    List<String> addresses() {
        List<String> addresses = new ArrayList<>(scope.paths());
        itemAddresses().forEach(addresses::add);
        return addresses;
    }

    private Stream<String> itemAddresses() {
        return items.stream().flatMap(item -> item.list().scope().keys().stream()
                .filter(key -> !item.list().isId(key))
                .map(key -> item.path() + '.' + key.path()));
    }
}
