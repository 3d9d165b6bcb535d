package io.upsurge.app.embedded;

import com.sun.net.httpserver.HttpServer;
import io.upsurge.wire.InMemoryRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A schema registry inside this process that speaks the part of Confluent's REST interface that clients need. For
 * development, demonstrations and tests only: it listens on 127.0.0.1, asks nobody for a password and forgets everything
 * when the process ends.
 */
public final class DevRegistry implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final InMemoryRegistry registry;
    private final HttpServer server;

    private DevRegistry(InMemoryRegistry registry, HttpServer server) {
        this.registry = registry;
        this.server = server;
    }

    /**
     * Starts an empty registry.
     *
     * @param port port on 127.0.0.1; 0 for a free one
     * @throws UncheckedIOException if the port cannot be had
     */
    public static DevRegistry start(int port) {
        return start(port, new InMemoryRegistry());
    }

    /**
     * Starts a registry that has schemas from its first answer on, under the ids they have already.
     *
     * @param port port on 127.0.0.1; 0 for a free one
     * @param registry what it holds
     * @throws UncheckedIOException if the port cannot be had
     */
    public static DevRegistry start(int port, InMemoryRegistry registry) {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            DevRegistry started =
                    new DevRegistry(registry, HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG));
            started.server.createContext("/", new DevRegistryHandler(new DevRegistryRoutes(started.registry)));
            started.server.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
        }
    }

    /** Its address, for {@code schema.registry.url}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it holds. */
    public InMemoryRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
