package io.upsurge.app.topics;

/**
 * One way in which a topic is not as planned.
 *
 * @param topic name of the topic
 * @param setting what differs: a topic setting, {@code partitions}, {@code replication factor} or {@code topic}
 * @param is what it is
 * @param shouldBe what it should be
 * @param severity what follows from it
 */
public record TopicDifference(String topic, String setting, String is, String shouldBe, Severity severity) {
    static final String MISSING = "missing";

    /** What follows from a difference. */
    public enum Severity {
        /** Upsurge cannot give right answers. */
        ERROR,
        /** Upsurge works, but not as planned. */
        WARNING
    }

    /** Whether the topic is not there at all. */
    public boolean isMissingTopic() {
        return is.equals(MISSING);
    }

    /** {@code error: topic upsurge.samples: partitions is 4, should be 8}. */
    @Override
    public String toString() {
        String word = severity == Severity.ERROR ? "error" : "warning";
        return word + ": topic " + topic + ": " + setting + " is " + is + ", should be " + shouldBe;
    }
}
