package io.upsurge.simulate;

import io.upsurge.model.Version;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A version and what it calls.
 *
 * @param version what roll-out facts say of it
 * @param metadata its calls of the instance metadata service
 * @param calls its calls of EC2, by API
 * @param course how all its calls change with the age of the container
 */
public record VersionCalls(Version version, MetadataCalls metadata, Map<String, ApiCalls> calls, Course course) {

    /** Copies the calls. */
    public VersionCalls {
        calls = Collections.unmodifiableMap(new LinkedHashMap<>(calls));
    }
}
