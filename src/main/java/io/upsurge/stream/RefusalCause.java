package io.upsurge.stream;

/** Why a record went to the dead letters; the header {@code upsurge.cause} carries the {@link #text}. */
public enum RefusalCause {
    /** The bytes are not what the topic carries. */
    UNDECODABLE("undecodable"),
    /** The key is not the {@code cluster/node} of the value. */
    WRONG_KEY("wrong-key"),
    /** The record is in a partition where Kafka's own partitioner would not have put it. */
    MISPLACED("misplaced"),
    /** The record is dated too far ahead of the broker. */
    FUTURE("future-dated"),
    /** The record is dated before 2000. */
    TOO_OLD("before-2000");

    private final String text;

    RefusalCause(String text) {
        this.text = text;
    }

    /** The cause as it stands in the header. */
    public String text() {
        return text;
    }
}
