package io.upsurge.serve;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/** {@code /livez} and {@code /readyz}: 200, or 503 with what is wrong. */
public final class Health {
    private Health() {}

    /**
     * The routes.
     *
     * @param unlive says why the process should be restarted; empty if it should not
     * @param unready says why no work should be sent here now; empty if it may be
     */
    public static List<Route> routes(Supplier<Optional<String>> unlive, Supplier<Optional<String>> unready) {
        return List.of(Route.open("GET", "/livez", check(unlive)), Route.open("GET", "/readyz", check(unready)));
    }

    private static Request.Handler check(Supplier<Optional<String>> trouble) {
        return (request, response, callback) -> {
            Optional<String> found = trouble.get();
            if (found.isPresent()) {
                Problem.write(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, found.get());
            } else {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
                response.write(true, ByteBuffer.wrap("ok\n".getBytes(StandardCharsets.UTF_8)), callback);
            }
            return true;
        };
    }
}
