package io.upsurge.app.embedded;

/** This distribution of Upsurge has no embedded broker; that of the container image has none, on purpose. */
public final class NoBrokerException extends RuntimeException {
    private static final String BROKER = "kafka/server/KafkaRaftServer.class";

    private NoBrokerException() {
        super("this distribution has no embedded broker. Name a Kafka with kafka.bootstrap.servers, or run the command"
                + " from a checkout or with target/upsurge.jar");
    }

    /** Whether this distribution has a broker to embed. */
    public static boolean brokerIsThere() {
        return NoBrokerException.class.getClassLoader().getResource(BROKER) != null;
    }

    /**
     * Asks for a broker to embed, before a class that needs it is loaded.
     *
     * @throws NoBrokerException if there is none
     */
    public static void requireBroker() {
        if (!brokerIsThere()) {
            throw new NoBrokerException();
        }
    }
}
