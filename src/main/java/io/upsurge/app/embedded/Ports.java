package io.upsurge.app.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The ports of a broker. They are free when chosen; another process may still take one before the broker does.
 *
 * @param client port of the clients
 * @param controller port of the controller
 */
record Ports(int client, int controller) {
    private static final int ANY = 0;

    /** Two free ports. */
    static Ports free() {
        return withClient(ANY);
    }

    /**
     * A given port for the clients and a free one for the controller.
     *
     * @throws EmbeddedKafkaException if the given port is taken
     */
    static Ports withClient(int client) {
        try (ServerSocket first = bound(client);
                ServerSocket second = bound(ANY)) {
            return new Ports(first.getLocalPort(), second.getLocalPort());
        } catch (IOException e) {
            throw new EmbeddedKafkaException("cannot close a socket: " + e.getMessage(), e);
        }
    }

    /** Whether nobody listens on them now. */
    boolean areFree() {
        try (ServerSocket first = bound(client);
                ServerSocket second = bound(controller)) {
            return first.isBound() && second.isBound();
        } catch (IOException | EmbeddedKafkaException e) {
            return false;
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(BrokerSettings.address(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            String which = port == ANY ? "no port is free" : "port " + port + " cannot be used";
            throw new EmbeddedKafkaException(which + " on " + BrokerSettings.HOST + ": " + e.getMessage(), e);
        }
    }
}
