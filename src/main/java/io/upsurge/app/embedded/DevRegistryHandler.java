package io.upsurge.app.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.upsurge.wire.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** HTTP and JSON around the routes of the development registry. */
final class DevRegistryHandler implements HttpHandler {
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final ObjectMapper json = new ObjectMapper();
    private final DevRegistryRoutes routes;

    DevRegistryHandler(DevRegistryRoutes routes) {
        this.routes = routes;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                reply(exchange, 200, answer(exchange));
            } catch (RegistryException e) {
                reply(
                        exchange,
                        e.status(),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("error_code", e.errorCode())
                                .put("message", e.reason()));
            }
        }
    }

    private JsonNode answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        return routes.answer(new DevRegistryRoutes.Request(
                exchange.getRequestMethod(),
                segments(exchange.getRequestURI().getRawPath()),
                query == null ? "" : query,
                body(exchange)));
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    private JsonNode body(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(MAX_BODY_BYTES + 1);
        }
        if (body.length > MAX_BODY_BYTES) {
            throw new RegistryException("read the request", 413, 413, "more than " + MAX_BODY_BYTES + " bytes");
        }
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new RegistryException("read the request", 400, 400, "the body is not JSON");
        }
    }

    private void reply(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] body = json.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
