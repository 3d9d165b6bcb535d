package io.upsurge.serve;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An HTTP server. What waits for a thread is bounded by the connections, as each carries one request at a time. It stops in
 * order: no new request is taken, those in hand are finished.
 */
public final class WebServer implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 16 << 10;

    private final Server server;
    private final ServerConnector connector;
    private final ServerSettings settings;

    private WebServer(ServerSettings settings, List<Route> routes, Credentials credentials) {
        this.settings = settings;
        QueuedThreadPool threads = new QueuedThreadPool(settings.maxThreads(), Math.min(4, settings.maxThreads()));
        threads.setName("http");
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(settings.maxConnections(), server));
        server.setErrorHandler(Problem::ofJetty);
        server.setStopTimeout(settings.stopWithin().toMillis());
        server.setHandler(new GracefulHandler(new Router(routes, credentials)));
    }

    /**
     * Starts a server.
     *
     * @param settings how it listens
     * @param routes who answers what
     * @param credentials what requests must bring
     * @throws IOException if the address cannot be bound; says which
     */
    public static WebServer start(ServerSettings settings, List<Route> routes, Credentials credentials)
            throws IOException {
        WebServer web = new WebServer(settings, routes, credentials);
        try {
            web.server.start();
            return web;
        } catch (Exception e) {
            web.close();
            throw new IOException(
                    "cannot listen at " + settings.host() + ':' + settings.port() + ": " + e.getMessage(), e);
        }
    }

    /** The port it listens at. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Its address, with the port it listens at and without a path. */
    public URI address() {
        String host = settings.host().contains(":") ? '[' + settings.host() + ']' : settings.host();
        return URI.create("http://" + host + ':' + port());
    }

    /** Takes no new request, finishes those in hand within the time of the settings, and stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop: " + e.getMessage(), e);
        }
    }
}
