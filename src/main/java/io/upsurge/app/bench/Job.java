package io.upsurge.app.bench;

/** What is measured, in this order. */
enum Job {
    /** A plain consumer that reads the topic and looks at nothing. */
    BYTES("drain, bytes"),
    /** A plain consumer with our deserializer. */
    DECODED("drain, decoded"),
    /** Kafka Streams with our deserializer and a processor that does nothing. */
    NOOP("Streams no-op"),
    /** The product. */
    TOPOLOGY("topology"),
    /** Both stages of the engine on records in memory: the product without Kafka and without its encoding. */
    ENGINE("engine in memory");

    private final String text;

    Job(String text) {
        this.text = text;
    }

    /** As it stands in tables. */
    String text() {
        return text;
    }
}
