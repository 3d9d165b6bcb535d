package io.upsurge.serve;

import java.time.Duration;

/**
 * How a server listens.
 *
 * @param host address to bind to; {@code 127.0.0.1} unless others are to reach it
 * @param port port to bind to; 0 for any free one
 * @param maxThreads most threads
 * @param maxConnections most open connections; further ones are not accepted until one ends
 * @param idleTimeout after how long without a byte a connection is closed
 * @param stopWithin how long the requests in hand may take once the server is told to stop
 */
public record ServerSettings(
        String host, int port, int maxThreads, int maxConnections, Duration idleTimeout, Duration stopWithin) {

    /** Settings for an address, with bounds that suit a few clients. */
    public static ServerSettings at(String host, int port) {
        return new ServerSettings(host, port, 32, 512, Duration.ofSeconds(60), Duration.ofSeconds(8));
    }
}
