package io.upsurge.app.config;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The keys that are known at one place of the file: at its top, or within an item of a list.
 *
 * @param keys the keys, in the order of the documentation
 * @param open the sections that take further keys as they are
 * @param lists the lists of items, known at the top alone
 */
record Scope(List<Key<?>> keys, List<Open> open, List<ItemList> lists) {

    /** The keys of an item of a list. */
    static Scope ofItem(List<Key<?>> keys) {
        return new Scope(keys, List.of(), List.of());
    }

    /**
     * A section whose keys belong to somebody else and are passed on.
     *
     * @param path its name
     * @param meaning what is passed on to whom
     */
    record Open(String path, String meaning) {}

    /** The key of that name. */
    Optional<Key<?>> key(String path) {
        return keys.stream()
                .<Key<?>>map(key -> key)
                .filter(key -> key.path().equals(path))
                .findFirst();
    }

    /** The list of that name. */
    Optional<ItemList> list(String path) {
        return lists.stream().filter(list -> list.path().equals(path)).findFirst();
    }

    /** Whether the name is that of a key, or lies in an open section. */
    boolean knows(String path) {
        return key(path).isPresent() || inOpenSection(path);
    }

    /** Whether the name lies in a section that takes any key. */
    boolean inOpenSection(String path) {
        return open.stream().anyMatch(section -> path.startsWith(section.path() + '.'));
    }

    /** Whether a mapping, named with a dot at its end, is an open section: names in it may have dots. */
    boolean takesAnyKey(String mapping) {
        return open.stream().anyMatch(section -> mapping.equals(section.path() + '.'));
    }

    /** Whether the name is that of a section. */
    boolean isSection(String path) {
        return sections().contains(path);
    }

    /** Names of the sections. */
    TreeSet<String> sections() {
        TreeSet<String> sections = new TreeSet<>();
        open.forEach(section -> sections.add(section.path()));
        Stream.of(
                        keys.stream().map(Key::path),
                        open.stream().map(Open::path),
                        lists.stream().map(ItemList::path))
                .flatMap(paths -> paths)
                .forEach(path -> {
                    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
                        String section = path.substring(0, dot);
                        if (!inOpenSection(section)) {
                            sections.add(section);
                        }
                    }
                });
        return sections;
    }

    /** Names of the keys. */
    List<String> paths() {
        return keys.stream().<String>map(Key::path).toList();
    }
}
