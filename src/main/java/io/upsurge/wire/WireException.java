package io.upsurge.wire;

import java.io.Serial;
import java.util.OptionalInt;
import org.apache.kafka.common.errors.SerializationException;

/**
 * A record is bad: its bytes cannot be read as what they claim to be, or what they say makes no sense. Trying again does
 * not help; the record belongs into the dead letters. Trouble with the registry is never reported this way.
 */
public final class WireException extends SerializationException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int NOWHERE = -1;

    private final Problem problem;
    private final int position;

    /** What is wrong with a record. */
    public enum Problem {
        /** There are no bytes at all. */
        EMPTY,
        /** The first byte is not the magic byte 0x00. */
        WRONG_MAGIC,
        /** The header of five bytes is not complete. */
        TRUNCATED,
        /** The registry does not know the schema id of the header. */
        UNKNOWN_SCHEMA,
        /** The schema of the header is not Avro, or cannot be resolved against the contract. */
        INCOMPATIBLE_SCHEMA,
        /** The bytes after the header are not what the schema says. */
        MALFORMED,
        /** The record can be read but makes no sense. */
        REFUSED
    }

    WireException(Problem problem, String message) {
        this(problem, NOWHERE, message, null);
    }

    WireException(Problem problem, String message, Throwable cause) {
        this(problem, NOWHERE, message, cause);
    }

    private WireException(Problem problem, int position, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
        this.position = position;
    }

    static WireException malformed(int position, String what) {
        return malformed(position, what, null);
    }

    static WireException malformed(int position, String what, Throwable cause) {
        return new WireException(Problem.MALFORMED, position, "malformed at byte " + position + ": " + what, cause);
    }

    static WireException refused(String why) {
        return new WireException(Problem.REFUSED, "refused: " + why);
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }

    /** Where in the value it was noticed, bytes from the magic byte; empty where that cannot be said. */
    public OptionalInt position() {
        return position == NOWHERE ? OptionalInt.empty() : OptionalInt.of(position);
    }
}
