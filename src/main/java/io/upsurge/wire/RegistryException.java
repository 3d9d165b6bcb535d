package io.upsurge.wire;

import java.io.Serial;
import org.apache.kafka.common.KafkaException;

/**
 * The registry answered and refused. Trying the same again does not help; the configuration, the permissions or the schema
 * must change.
 */
public final class RegistryException extends KafkaException {
    /** Error code: no such subject. */
    public static final int SUBJECT_NOT_FOUND = 40401;

    /** Error code: the subject has no such version. */
    public static final int VERSION_NOT_FOUND = 40402;

    /** Error code: no such schema. */
    public static final int SCHEMA_NOT_FOUND = 40403;

    /** Error code: no compatibility is set for the subject itself. */
    public static final int COMPATIBILITY_NOT_SET = 40408;

    /** Status and error code: the schema is not compatible with earlier versions. */
    public static final int INCOMPATIBLE = 409;

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int errorCode;
    private final String reason;

    /**
     * A refusal.
     *
     * @param what what was asked for, without secrets
     * @param status HTTP status
     * @param errorCode the registry's own error code; the status where it gave none
     * @param message the registry's message
     */
    public RegistryException(String what, int status, int errorCode, String message) {
        super(what + ": " + message + " (HTTP " + status + ", error code " + errorCode + ")");
        this.status = status;
        this.errorCode = errorCode;
        this.reason = message;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** The registry's error code, for instance 40403; the status where it gave none. */
    public int errorCode() {
        return errorCode;
    }

    /** The registry's message alone. */
    public String reason() {
        return reason;
    }

    /**
     * Whether the registry knows that the thing asked for does not exist. A plain 404 is not enough: that is what a wrong
     * address or a proxy answers.
     */
    public boolean notFound() {
        return status == 404 && errorCode / 100 == 404;
    }

    /** Whether a schema was refused because it is not compatible with earlier versions. */
    public boolean incompatible() {
        return status == INCOMPATIBLE;
    }
}
