package io.upsurge.wire;

import io.upsurge.wire.WireException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** The contracts as they stand in {@code schemas/*.avsc}: what is registered. */
public final class ContractSchemas {
    private static final Schema NODE_SAMPLE = load("node-sample");
    private static final Schema ROLLOUT_FACT = load("rollout-fact");
    private static final Schema VERSION_RATE = load("version-rate");
    private static final Schema ANOMALY = load("anomaly");

    private ContractSchemas() {}

    /** One scrape of one container on one node, or a heartbeat. */
    public static Schema nodeSample() {
        return NODE_SAMPLE;
    }

    /** What a container runs on a node. */
    public static Schema rolloutFact() {
        return ROLLOUT_FACT;
    }

    /** How often the nodes of a version called in a window. */
    public static Schema versionRate() {
        return VERSION_RATE;
    }

    /** A change of an anomaly; of both anomaly topics. */
    public static Schema anomaly() {
        return ANOMALY;
    }

    /** Whether records of both schemas are the same bytes: they differ in documentation, defaults or properties at most. */
    static boolean sameBinary(Schema one, Schema other) {
        return SchemaNormalization.toParsingForm(one).equals(SchemaNormalization.toParsingForm(other));
    }

    /**
     * Parses a schema that somebody else wrote. Deep nesting must not end the thread, hence the caught error.
     *
     * @throws WireException if it is not an Avro schema
     */
    static Schema parseUntrusted(String what, String text) {
        try {
            return new Schema.Parser().setValidateDefaults(false).parse(text);
        } catch (AvroRuntimeException | StackOverflowError e) {
            throw new WireException(Problem.INCOMPATIBLE_SCHEMA, what + " is not a readable Avro schema: " + e, e);
        }
    }

    private static Schema load(String name) {
        String resource = "/schemas/" + name + ".avsc";
        try (InputStream in = ContractSchemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
