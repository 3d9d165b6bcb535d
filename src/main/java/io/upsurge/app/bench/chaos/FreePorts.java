package io.upsurge.app.bench.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports of 127.0.0.1 for servers that go and come back. They lie below those that the system gives to clients: a client
 * that calls a server which is away would else be given its port now and then, and be connected to itself.
 */
final class FreePorts {
    private static final int FIRST = 15_000;
    private static final int COUNT = 15_000;
    private static final int ATTEMPTS = 100;

    private final Random random = new Random();

    /**
     * A port that nobody listens on now.
     *
     * @throws IllegalStateException if none is found
     */
    int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = FIRST + random.nextInt(COUNT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: another one.
            }
        }
        throw new IllegalStateException("no port is free");
    }
}
