package io.upsurge.app.doctor;

/** What findings are about, in the order in which records flow. */
public enum Group {
    /** Brokers, and what this principal may do. */
    KAFKA("Kafka"),
    /** The topics. */
    TOPICS("Topics"),
    /** The schema registry. */
    REGISTRY("Schema registry"),
    /** What the inputs would read from. */
    INPUTS("Inputs"),
    /** Clocks, of senders and of this machine. */
    CLOCKS("Clocks"),
    /** Samples, and what signals find in them. */
    SAMPLES("Samples and signals"),
    /** Who runs what. */
    ROLLOUTS("Roll-outs"),
    /** What got lost before it came to Kafka. */
    LOSSES("Lossy paths"),
    /** The running pipeline and what comes out of it. */
    PIPELINE("Pipeline");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    /** The headline. */
    public String title() {
        return title;
    }
}
