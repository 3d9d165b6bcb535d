package io.upsurge.serve;

import java.time.Duration;
import java.util.Optional;

/**
 * How a server listens.
 *
 * @param host address to bind to; {@code 127.0.0.1} unless others are to reach it
 * @param port port to bind to; 0 for any free one
 * @param maxThreads most threads
 * @param maxConnections most open connections; further ones are not accepted until one ends
 * @param headerTimeout how long the header of a request may take
 * @param idleTimeout after how long without a byte a connection is closed
 * @param stopWithin how long the requests in hand may take once the server is told to stop
 * @param tls certificate and key; empty for plain HTTP
 */
public record ServerSettings(
        String host,
        int port,
        int maxThreads,
        int maxConnections,
        Duration headerTimeout,
        Duration idleTimeout,
        Duration stopWithin,
        Optional<TlsFiles> tls) {

    /** Settings for an address, with bounds that suit a few clients, without TLS. */
    public static ServerSettings at(String host, int port) {
        return new ServerSettings(
                host,
                port,
                32,
                512,
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                Duration.ofSeconds(8),
                Optional.empty());
    }

    /** The same with other bounds on connections. */
    public ServerSettings bounded(int connections, Duration header, Duration idle) {
        return new ServerSettings(host, port, maxThreads, connections, header, idle, stopWithin, tls);
    }

    /** The same with TLS, or without. */
    public ServerSettings secured(Optional<TlsFiles> files) {
        return new ServerSettings(
                host, port, maxThreads, maxConnections, headerTimeout, idleTimeout, stopWithin, files);
    }
}
