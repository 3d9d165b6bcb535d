package io.upsurge.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a configuration file says, flattened.
 *
 * @param name name of the file, for messages
 * @param settings every known key in it, in its order
 * @param signals its signals, in its order
 */
record Document(String name, List<Setting> settings, List<Item> signals) {

    /**
     * A signal in the list.
     *
     * @param path what its keys start with: {@code signals.<id>}, or {@code signals[<index>]} while its id is unusable
     * @param origin where it begins
     */
    record Item(String path, Origin origin) {}

    /** Copies the lists. */
    Document {
        settings = List.copyOf(settings);
        signals = List.copyOf(signals);
    }

    /** Whether a key can be overridden under that name. The id of a signal cannot: it is the name. */
    boolean addresses(String path) {
        return Keys.ROOT.knows(path) || signalAddresses().anyMatch(path::equals);
    }

    /** Every name under which a known key can be overridden. */
    List<String> addresses() {
        List<String> addresses = new ArrayList<>(Keys.ROOT.paths());
        signalAddresses().forEach(addresses::add);
        return addresses;
    }

    private Stream<String> signalAddresses() {
        return signals.stream().flatMap(signal -> Keys.SIGNAL.keys().stream()
                .filter(key -> !key.equals(Keys.SIGNAL_ID))
                .map(key -> signal.path() + '.' + key.path()));
    }
}
