package io.upsurge.model;

/** Names of the headers that say why a record went to the dead letters, and where it came from. */
public final class DeadLetterHeaders {
    /** Why, in a word, such as {@code undecodable}. */
    public static final String CAUSE = "upsurge.cause";

    /** Class of what was met. */
    public static final String EXCEPTION = "__streams.errors.exception";

    /** Its message. */
    public static final String MESSAGE = "__streams.errors.message";

    /** Topic the record came from. */
    public static final String TOPIC = "__streams.errors.topic";

    /** Its partition there. */
    public static final String PARTITION = "__streams.errors.partition";

    /** Its offset there. */
    public static final String OFFSET = "__streams.errors.offset";

    private DeadLetterHeaders() {}
}
