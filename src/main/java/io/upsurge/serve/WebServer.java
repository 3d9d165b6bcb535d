package io.upsurge.serve;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An HTTP server. What waits for a thread is bounded by the connections, as each carries one request at a time. It stops in
 * order: no new request is taken, those in hand are finished.
 */
public final class WebServer implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final int MIN_COMPRESSED_BYTES = 1 << 10;

    private final Server server;
    private final ServerConnector connector;
    private final ServerSettings settings;

    private WebServer(ServerSettings settings, List<Route> routes, Credentials credentials) throws IOException {
        this.settings = settings;
        QueuedThreadPool threads = new QueuedThreadPool(settings.maxThreads(), Math.min(4, settings.maxThreads()));
        threads.setName("http");
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1, connections());
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(settings.maxConnections(), server));
        server.setErrorHandler(Problem::ofJetty);
        server.setStopTimeout(settings.stopWithin().toMillis());
        HeaderDeadline deadline = new HeaderDeadline(
                new SafeHeaders(compressed(new GracefulHandler(new Router(routes, credentials)))),
                settings.headerTimeout());
        connector.addBean(deadline, false);
        server.setHandler(deadline);
    }

    private ConnectionFactory[] connections() throws IOException {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        if (settings.tls().isEmpty()) {
            return new ConnectionFactory[] {plain};
        }
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSniRequired(false);
        server.addBean(FreshIdentity.of(settings.tls().get(), tls, server.getScheduler()));
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ConnectionFactory[] {new SslConnectionFactory(tls, plain.getProtocol()), plain};
    }

    /** Answers that are worth it, as the client allows. Bodies of requests stay as they come: their readers bound them. */
    private static CompressionHandler compressed(Handler next) {
        CompressionHandler handler = new CompressionHandler(next);
        GzipCompression gzip = new GzipCompression();
        gzip.setMinCompressSize(MIN_COMPRESSED_BYTES);
        handler.putCompression(gzip);
        handler.putConfiguration(
                "/*",
                CompressionConfig.builder()
                        .compressIncludeMethod("GET")
                        .compressIncludeMimeType("application/json")
                        .compressIncludeMimeType("application/problem+json")
                        .compressIncludeMimeType("text/*")
                        .compressIncludeMimeType("image/svg+xml")
                        .decompressExcludePath("/*")
                        .build());
        return handler;
    }

    /**
     * Starts a server.
     *
     * @param settings how it listens
     * @param routes who answers what
     * @param credentials what requests must bring
     * @throws IOException if the address cannot be bound, or certificate or key cannot be used; says which
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
        return URI.create((settings.tls().isPresent() ? "https://" : "http://") + host + ':' + port());
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
