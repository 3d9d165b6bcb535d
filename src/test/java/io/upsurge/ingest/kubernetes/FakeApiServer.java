package io.upsurge.ingest.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The part of the Kubernetes API that a list and watch speaks: pages, resource versions, watches that can be closed, a history
 * that can be forgotten (410), errors, and tokens that expire.
 */
public final class FakeApiServer implements AutoCloseable {
    private record Event(String resource, long version, String type, ObjectNode object) {}

    private static final Map<String, String> KINDS =
            Map.of("pods", "Pod", "daemonsets", "DaemonSet", "controllerrevisions", "ControllerRevision");

    private final ObjectMapper json = new ObjectMapper();
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Map<String, ObjectNode>> objects = new HashMap<>();
    private final List<Event> history = new ArrayList<>();
    private long version = 100;
    private long forgottenUpTo;
    private long watchGeneration;
    private int failing;
    private String token = "first";
    private int lists;
    private int watches;

    FakeApiServer() throws IOException {
        this(0);
    }

    /** At a port of 127.0.0.1. */
    public FakeApiServer(int port) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> answer(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** A kubeconfig for this server, with the token it takes. */
    Path kubeconfig(Path file) throws IOException {
        return Files.writeString(file, """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test}}]
                clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: test, user: {token: "%s"}}]
                """.formatted(server.getLocalPort(), token));
    }

    synchronized void put(String resource, ObjectNode object) {
        String name = object.at("/metadata/namespace").asText()
                + '/'
                + object.at("/metadata/name").asText();
        ObjectNode stored = object.deepCopy();
        ((ObjectNode) stored.get("metadata")).put("resourceVersion", Long.toString(++version));
        boolean known = all(resource).put(name, stored) != null;
        happened(new Event(resource, version, known ? "MODIFIED" : "ADDED", stored));
    }

    synchronized void delete(String resource, String namespace, String name) {
        ObjectNode gone = all(resource).remove(namespace + '/' + name).deepCopy();
        ((ObjectNode) gone.get("metadata")).put("resourceVersion", Long.toString(++version));
        happened(new Event(resource, version, "DELETED", gone));
    }

    private void happened(Event event) {
        history.add(event);
        notifyAll();
    }

    /** Ends all watches. */
    synchronized void closeWatches() {
        watchGeneration++;
        notifyAll();
    }

    /** Forgets what happened so far: a watch from before is 410 Gone. */
    synchronized void forgetHistory() {
        version++;
        forgottenUpTo = version;
        history.clear();
    }

    /** Answers everything with this status from now on; 0 ends it. */
    synchronized void fail(int status) {
        failing = status;
        closeWatches();
    }

    /** Takes another token from now on. */
    synchronized void expectToken(String next) {
        token = next;
        closeWatches();
    }

    synchronized int lists() {
        return lists;
    }

    synchronized int watches() {
        return watches;
    }

    private Map<String, ObjectNode> all(String resource) {
        return objects.computeIfAbsent(resource, key -> new TreeMap<>());
    }

    private void answer(Socket socket) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            String target = in.readLine().split(" ", -1)[1];
            Map<String, String> headers = new HashMap<>();
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            answer(URI.create(target), headers, socket.getOutputStream());
        } catch (IOException | NullPointerException e) {
            // The client went away.
        }
    }

    private void answer(URI target, Map<String, String> headers, OutputStream out) throws IOException {
        int status;
        synchronized (this) {
            status = ("Bearer " + token).equals(headers.get("authorization")) ? failing : 401;
        }
        String resource = target.getPath().substring(target.getPath().lastIndexOf('/') + 1);
        Map<String, String> query = query(target);
        if (status != 0) {
            send(out, status, status(status));
        } else if (query.containsKey("watch")) {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
            watch(out, resource, query);
        } else {
            send(out, 200, list(resource, query));
        }
    }

    private static void line(OutputStream out, JsonNode message) throws IOException {
        out.write((message + "\n").getBytes(UTF_8));
        out.flush();
    }

    private synchronized ObjectNode list(String resource, Map<String, String> query) {
        lists++;
        List<ObjectNode> items = all(resource).values().stream()
                .filter(it -> selected(it, query))
                .toList();
        int from = Integer.parseInt(query.getOrDefault("continue", "0"));
        int to = Math.min(items.size(), from + Math.min(5, Integer.parseInt(query.getOrDefault("limit", "5"))));
        ObjectNode list = json.createObjectNode().put("kind", "List").put("apiVersion", "v1");
        ObjectNode metadata = list.putObject("metadata").put("resourceVersion", Long.toString(version));
        if (to < items.size()) {
            metadata.put("continue", Integer.toString(to));
        }
        items.subList(from, to).forEach(list.putArray("items")::add);
        return list;
    }

    private void watch(OutputStream out, String resource, Map<String, String> query) throws IOException {
        long from = Long.parseLong(query.getOrDefault("resourceVersion", "0"));
        long generation;
        synchronized (this) {
            watches++;
            generation = watchGeneration;
        }
        line(out, event("BOOKMARK", bookmark(resource, from)));
        while (true) {
            List<Event> next;
            synchronized (this) {
                if (from < forgottenUpTo) {
                    line(out, event("ERROR", status(410)));
                    return;
                }
                next = after(resource, from);
                while (next.isEmpty() && generation == watchGeneration) {
                    pause();
                    next = after(resource, from);
                }
                if (generation != watchGeneration) {
                    return;
                }
            }
            for (Event event : next) {
                if (selected(event.object, query)) {
                    line(out, event(event.type, event.object));
                }
                from = event.version;
            }
        }
    }

    private List<Event> after(String resource, long from) {
        return history.stream()
                .filter(event -> event.resource.equals(resource) && event.version > from)
                .toList();
    }

    /** Its callers ask again in a loop. */
    @SuppressWarnings("WaitNotInLoop")
    private void pause() {
        try {
            wait();
        } catch (InterruptedException e) {
            watchGeneration++;
            Thread.currentThread().interrupt();
        }
    }

    private static boolean selected(JsonNode object, Map<String, String> query) {
        return !query.containsKey("labelSelector")
                || object.at("/metadata/labels").has(query.get("labelSelector"));
    }

    private ObjectNode event(String type, JsonNode object) {
        ObjectNode event = json.createObjectNode().put("type", type);
        event.set("object", object);
        return event;
    }

    private ObjectNode bookmark(String resource, long at) {
        ObjectNode bookmark = json.createObjectNode()
                .put("kind", KINDS.get(resource))
                .put("apiVersion", resource.equals("pods") ? "v1" : "apps/v1");
        bookmark.putObject("metadata").put("resourceVersion", Long.toString(at));
        return bookmark;
    }

    private ObjectNode status(int code) {
        return json.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", "as the test wants it")
                .put("reason", code == 410 ? "Expired" : "InternalError")
                .put("code", code);
    }

    private static void send(OutputStream out, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(UTF_8);
        out.write(("HTTP/1.1 " + status + " as wanted\r\nContent-Type: application/json\r\nContent-Length: "
                        + bytes.length + "\r\nConnection: close\r\n\r\n")
                .getBytes(UTF_8));
        out.write(bytes);
        out.flush();
    }

    private static Map<String, String> query(URI target) {
        Map<String, String> query = new HashMap<>();
        for (String pair :
                target.getQuery() == null ? new String[0] : target.getQuery().split("&")) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return query;
    }

    ObjectNode object(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        closeWatches();
        threads.shutdownNow();
        server.close();
    }
}
