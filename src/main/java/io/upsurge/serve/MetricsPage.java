package io.upsurge.serve;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;

/** {@code /metrics}: what Prometheus reads about this process. */
public final class MetricsPage {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private MetricsPage() {}

    /** The route. */
    public static Route of(PrometheusMeterRegistry registry) {
        return Route.of("GET", "/metrics", (request, response, callback) -> {
            ByteArrayOutputStream page = new ByteArrayOutputStream();
            registry.scrape(page, TEXT);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, TEXT);
            response.write(true, ByteBuffer.wrap(page.toByteArray()), callback);
            return true;
        });
    }
}
