package io.upsurge.wire;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** What a registry demands of a new version of a schema. */
public enum Compatibility {
    /** Nothing. */
    NONE(false, false, false),
    /** Reads what the last version wrote. */
    BACKWARD(true, false, false),
    /** Reads what every version wrote. */
    BACKWARD_TRANSITIVE(true, false, true),
    /** Is read by the last version. */
    FORWARD(false, true, false),
    /** Is read by every version. */
    FORWARD_TRANSITIVE(false, true, true),
    /** BACKWARD and FORWARD. */
    FULL(true, true, false),
    /** BACKWARD_TRANSITIVE and FORWARD_TRANSITIVE. */
    FULL_TRANSITIVE(true, true, true);

    private final boolean readsOlder;
    private final boolean readByOlder;
    private final boolean transitive;

    Compatibility(boolean readsOlder, boolean readByOlder, boolean transitive) {
        this.readsOlder = readsOlder;
        this.readByOlder = readByOlder;
        this.transitive = transitive;
    }

    /** Whether a subject under this demand also keeps what {@code other} asks for. */
    public boolean implies(Compatibility other) {
        return (readsOlder || !other.readsOlder)
                && (readByOlder || !other.readByOlder)
                && (transitive || !other.transitive);
    }

    /** Whether a schema may follow these versions, oldest first. */
    boolean permits(Schema candidate, List<Schema> versions) {
        List<Schema> asked =
                transitive || versions.isEmpty() ? versions : versions.subList(versions.size() - 1, versions.size());
        return asked.stream()
                .allMatch(older ->
                        (!readsOlder || canRead(candidate, older)) && (!readByOlder || canRead(older, candidate)));
    }

    private static boolean canRead(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }
}
