package io.upsurge.wire;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The registries behind {@code mock://name}. State of the whole process, and the only such state: a serializer and a
 * deserializer configured apart from each other with the same {@code mock://name} must find the same schemas, and the URL is
 * all they share.
 */
final class MockScopes {
    private static final ConcurrentMap<String, InMemoryRegistry> REGISTRIES = new ConcurrentHashMap<>();

    private MockScopes() {}

    static InMemoryRegistry registry(String scope) {
        return REGISTRIES.computeIfAbsent(scope, name -> new InMemoryRegistry());
    }
}
