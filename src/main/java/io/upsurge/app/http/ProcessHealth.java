package io.upsurge.app.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether the process should be restarted, and whether it does its work. What it waits for makes it not ready, never due for a
 * restart: that would mend nothing. Safe for use by several threads.
 */
public final class ProcessHealth {
    private final Map<String, Supplier<Optional<String>>> alive = new ConcurrentSkipListMap<>();
    private final Map<String, Supplier<Optional<String>>> ready = new ConcurrentSkipListMap<>();
    private volatile Optional<String> obstacle = Optional.of("starting");

    /** The process has to wait. */
    public void awaits(String what) {
        obstacle = Optional.of("waiting for " + what);
    }

    /** The process waits for nothing any more; from now on its parts say whether it is ready. */
    public void started() {
        obstacle = Optional.empty();
    }

    /** The process was told to stop. */
    public void stops() {
        obstacle = Optional.of("stopping");
    }

    /**
     * Asks a part whether it can go on.
     *
     * @param part its name, told with what is wrong
     * @param trouble why only a restart helps; empty if none is needed
     */
    public void alive(String part, Supplier<Optional<String>> trouble) {
        alive.put(part, trouble);
    }

    /**
     * Asks a part whether it does its work.
     *
     * @param part its name, told with what is wrong
     * @param trouble why it does not; empty if it does
     */
    public void ready(String part, Supplier<Optional<String>> trouble) {
        ready.put(part, trouble);
    }

    /** Why the process should be restarted; empty if it should not. */
    public Optional<String> unlive() {
        return troubles(alive);
    }

    /** Why the process does not do its work now; empty if it does. */
    public Optional<String> unready() {
        return obstacle.or(() -> troubles(ready));
    }

    private static Optional<String> troubles(Map<String, Supplier<Optional<String>>> parts) {
        String all = parts.entrySet().stream()
                .flatMap(part -> part.getValue().get().stream().map(trouble -> part.getKey() + ": " + trouble))
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }
}
