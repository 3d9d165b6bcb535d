package io.upsurge.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upsurge.app.http.PageRoutes;
import io.upsurge.serve.Credentials;
import io.upsurge.serve.Parameters;
import io.upsurge.serve.Problem;
import io.upsurge.serve.Route;
import io.upsurge.serve.ServerSettings;
import io.upsurge.serve.WebServer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A server with the page and an API that says what a test tells it. Its time is that of the runs. */
final class CannedApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("cluster", "namespace", "daemonset", "container");

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final WebServer web;
    private volatile List<JsonNode> runs = List.of();
    private volatile long lagMs = 60_000;
    private volatile boolean failing;

    private record Listener(Response response, Callback callback) {}

    CannedApi() throws IOException {
        List<Route> routes = new ArrayList<>(PageRoutes.of("1.0"));
        routes.add(Route.of("GET", "/api/v1/overview", (q, r, c) -> answer(q, r, c, overview())));
        routes.add(Route.of("GET", "/api/v1/run", this::run));
        routes.add(Route.of("GET", "/api/v1/anomalies", this::anomalies));
        routes.add(Route.of("GET", "/api/v1/anomalies/{id}", this::anomaly));
        routes.add(Route.of("GET", "/api/v1/events", this::events));
        web = WebServer.start(ServerSettings.at("127.0.0.1", 0), routes, Credentials.none());
    }

    URI address(String place) {
        return URI.create(web.address() + "/" + place);
    }

    /** From now on this is how things are; whoever listens is told. */
    void show(JsonNode... now) {
        runs = List.of(now);
        tell();
    }

    /** From now on the last window ended so long ago. */
    void lag(long ms) {
        lagMs = ms;
        tell();
    }

    /** From now on it answers nothing but errors, or no more so. */
    void fail(boolean on) {
        failing = on;
        tell();
    }

    private void tell() {
        for (Listener listener : listeners) {
            ByteBuffer event = ByteBuffer.wrap("event: window\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
            listener.response().write(false, event, Callback.from(() -> {}, e -> listeners.remove(listener)));
        }
    }

    private boolean events(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        response.write(false, ByteBuffer.wrap(new byte[] {':', '\n', '\n'}), Callback.NOOP);
        listeners.add(new Listener(response, callback));
        return true;
    }

    private boolean answer(Request request, Response response, Callback callback, JsonNode body) {
        if (failing) {
            Problem.write(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "it is away");
            return true;
        }
        if (body == null) {
            Problem.write(response, callback, HttpStatus.NOT_FOUND_404, "nothing is known of it");
            return true;
        }
        String tag = "\"" + body.toString().hashCode() + "\"";
        response.getHeaders().put(HttpHeader.ETAG, tag);
        response.getHeaders()
                .put(
                        HttpHeader.DATE,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Instant.ofEpochMilli(throughMs() + lagMs).atZone(ZoneOffset.UTC)));
        if (tag.equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            callback.succeeded();
        } else {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.write(true, ByteBuffer.wrap(body.toString().getBytes(StandardCharsets.UTF_8)), callback);
        }
        return true;
    }

    private boolean run(Request request, Response response, Callback callback) {
        Parameters wanted = Parameters.of(request);
        for (JsonNode run : runs) {
            JsonNode workload = run.get("workloads").get(0);
            if (NAMES.stream().allMatch(name -> wanted.query(name)
                    .equals(Optional.of(workload.get(name).asText())))) {
                ObjectNode body = JSON.createObjectNode();
                body.set("run", run);
                return answer(request, response, callback, body);
            }
        }
        return answer(request, response, callback, null);
    }

    private boolean anomalies(Request request, Response response, Callback callback) {
        boolean certified = Parameters.of(request).query("level").equals(Optional.of("certified"));
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list = body.putArray("anomalies");
        for (JsonNode run : runs) {
            for (JsonNode found : run.get("found")) {
                if (!certified || found.get("level").asText().equals("certified")) {
                    list.addObject().put("title", found.get("title").asText()).set("anomaly", change(run, found));
                }
            }
        }
        body.putNull("next");
        return answer(request, response, callback, body);
    }

    private boolean anomaly(Request request, Response response, Callback callback) {
        String id = Parameters.of(request).path("id");
        for (JsonNode run : runs) {
            for (JsonNode found : run.get("found")) {
                if (found.get("id").asText().equals(id)) {
                    ObjectNode body = JSON.createObjectNode()
                            .put("id", id)
                            .put("title", found.get("title").asText())
                            .put("text", "all of it");
                    body.putArray("changes").add(change(run, found));
                    return answer(request, response, callback, body);
                }
            }
        }
        return answer(request, response, callback, null);
    }

    private static ObjectNode change(JsonNode run, JsonNode found) {
        String[] state = found.get("state").asText().split(", ", -1);
        ObjectNode change = JSON.createObjectNode()
                .put("id", found.get("id").asText())
                .put("state", constant(state[0]))
                .put("resolution", state.length > 1 ? constant(state[1]) : null)
                .put("verdict", constant(found.get("verdict").asText()))
                .put("level", constant(found.get("level").asText()))
                .put("fromVersion", found.get("from").asText())
                .put("toVersion", found.get("to").asText())
                .put(
                        "openedAt",
                        Instant.ofEpochMilli(found.get("openedMs").asLong()).toString());
        change.putObject("key").set("workload", workload(run));
        return change;
    }

    private static String constant(String words) {
        return words.toUpperCase(Locale.ROOT).replace(' ', '_');
    }

    private static ObjectNode workload(JsonNode run) {
        ObjectNode workload = JSON.createObjectNode();
        NAMES.forEach(name -> workload.set(name, run.get("workloads").get(0).get(name)));
        return workload;
    }

    private static ObjectNode open(JsonNode run, JsonNode found) {
        ObjectNode open = workload(run);
        open.set("found", found);
        return open;
    }

    static boolean isOpen(JsonNode found) {
        return found.get("state").asText().matches("(open|updated).*");
    }

    private long throughMs() {
        return runs.stream()
                .mapToLong(run -> run.get("range").get("toMs").asLong())
                .max()
                .orElse(0);
    }

    private ObjectNode overview() {
        ObjectNode overview = JSON.createObjectNode().put("release", "1.0").put("throughMs", throughMs());
        ArrayNode open = overview.putArray("open");
        ArrayNode blind = overview.putArray("blind");
        ArrayNode workloads = overview.putArray("workloads");
        for (JsonNode run : runs) {
            for (JsonNode found : run.get("found")) {
                if (isOpen(found)) {
                    (found.get("verdict").asText().equals("blind") ? blind : open).add(open(run, found));
                }
            }
            workloads.add(state(run));
        }
        return overview;
    }

    private static ObjectNode state(JsonNode run) {
        JsonNode known = run.get("workloads").get(0);
        JsonNode census = known.get("census").get("byVersion");
        int nodes = known.get("nodes").size();
        ObjectNode state = workload(run).put("nodes", nodes);
        ArrayNode versions = state.putArray("versions");
        for (int i = 0; i < known.get("versions").size(); i++) {
            JsonNode counts = census.get(i);
            versions.addObject()
                    .put("id", known.get("versions").get(i).get("id").asText())
                    .put("nodes", counts.get(counts.size() - 1).asInt());
        }
        ArrayNode rollouts = state.putArray("rollouts");
        for (JsonNode move : known.get("moves")) {
            int moved = versions.get(move.get("to").asInt()).get("nodes").asInt();
            rollouts.addObject()
                    .put(
                            "from",
                            versions.get(move.get("from").asInt()).get("id").asText())
                    .put("to", versions.get(move.get("to").asInt()).get("id").asText())
                    .put("nodes", nodes)
                    .put("moved", moved)
                    .put("firstMs", move.get("firstMs").asLong())
                    .put("lastMs", move.get("lastMs").asLong())
                    .put(
                            "inProgress",
                            moved < nodes
                                    && move.equals(known.get("moves")
                                            .get(known.get("moves").size() - 1)));
        }
        int openOnes = 0;
        for (JsonNode found : run.get("found")) {
            openOnes += isOpen(found) ? 1 : 0;
        }
        int judged = 0;
        for (JsonNode key : run.get("keys")) {
            judged += key.get("outcome").asText().matches("no-upgrade|insufficient-data") ? 0 : 1;
        }
        return state.put("outcome", "clean")
                .put("keys", run.get("keys").size())
                .put("judgedKeys", judged)
                .put("openAnomalies", openOnes)
                .put("scrapedMs", run.get("range").get("toMs").asLong());
    }

    @Override
    public void close() {
        listeners.forEach(listener -> listener.callback().succeeded());
        web.close();
    }
}
