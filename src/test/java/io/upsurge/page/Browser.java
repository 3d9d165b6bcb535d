package io.upsurge.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A headless Chromium, driven by its DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** Where Chromium is; empty where there is none. */
    static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    Browser(Path chromium, Path folder) throws IOException {
        Path log = folder.resolve("chromium.log");
        process = new ProcessBuilder(
                        chromium.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Path port = folder.resolve("profile/DevToolsActivePort");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(port) && Files.size(port) > 10);
        HttpClient client = HttpClient.newHttpClient();
        URI pages = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json");
        JsonNode page = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> firstPage(client, pages), Optional::isPresent)
                .orElseThrow();
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(page.get("webSocketDebuggerUrl").asText()), new Listener())
                .join();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", JSON.createObjectNode());
        }
    }

    private static Optional<JsonNode> firstPage(HttpClient client, URI pages) throws Exception {
        HttpResponse<String> list =
                client.send(HttpRequest.newBuilder(pages).build(), HttpResponse.BodyHandlers.ofString());
        for (JsonNode target : JSON.readTree(list.body())) {
            if (target.get("type").asText().equals("page")) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    /** What the page complained of: exceptions, errors, violations of its policy. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Forgets what was complained of and asked for; the page is gone. */
    void forget() {
        send("Page.navigate", JSON.createObjectNode().put("url", "about:blank"));
        complaints.clear();
        requests.clear();
    }

    /** Complaints that hold a text are expected. */
    void forgive(String text) {
        complaints.removeIf(complaint -> complaint.contains(text));
    }

    /** What the page asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    void open(URI address) {
        send("Page.navigate", JSON.createObjectNode().put("url", address.toString()));
        until("document.documentElement?.dataset.ready === 'yes'");
    }

    /** What an expression is, as JSON. */
    JsonNode value(String expression) {
        JsonNode answer = send(
                "Runtime.evaluate",
                JSON.createObjectNode()
                        .put("expression", expression)
                        .put("awaitPromise", true)
                        .put("returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    /** What a text is that an expression gives. */
    String text(String expression) {
        return value(expression).asText();
    }

    /** Waits until an expression is true. */
    void until(String expression) {
        Awaitility.await(expression)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> value(expression).asBoolean());
    }

    /** Presses a key, such as Tab or ArrowDown, or a letter. */
    void press(String key) {
        int code = Map.of("Tab", 9, "Enter", 13, "ArrowDown", 40, "ArrowUp", 38, "ArrowLeft", 37, "ArrowRight", 39)
                .getOrDefault(key, 0);
        ObjectNode event =
                JSON.createObjectNode().put("key", key).put("code", key).put("windowsVirtualKeyCode", code);
        if (key.equals("Enter")) {
            event.put("text", "\r");
        } else if (key.length() == 1) {
            event.put("text", key);
        }
        send("Input.dispatchKeyEvent", event.deepCopy().put("type", "keyDown"));
        send("Input.dispatchKeyEvent", event.put("type", "keyUp"));
    }

    /** The size of the window. */
    void size(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 500));
    }

    /** Draws for paper; gives the size of the PDF. */
    int printedBytes() {
        return Base64.getDecoder()
                .decode(send("Page.printToPDF", JSON.createObjectNode())
                        .get("data")
                        .asText())
                .length;
    }

    private JsonNode send(String method, ObjectNode parameters) {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode call = JSON.createObjectNode().put("id", id).put("method", method);
        call.set("params", parameters);
        socket.sendText(call.toString(), true).join();
        JsonNode message = answer.orTimeout(60, TimeUnit.SECONDS).join();
        if (message.has("error")) {
            throw new AssertionError(method + ": " + message.get("error"));
        }
        return message.get("result");
    }

    private void told(JsonNode message) {
        JsonNode parameters = message.path("params");
        switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown" ->
                complaints.add(parameters.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" ->
                complaints.add(parameters.path("args").toString());
            case "Log.entryAdded" -> complaints.add(parameters.path("entry").toString());
            case "Network.requestWillBeSent" ->
                requests.add(parameters.path("request").path("url").asText());
            default -> {
                // the others say nothing that a test asks for
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    JsonNode message = JSON.readTree(text.toString());
                    CompletableFuture<JsonNode> answer =
                            answers.remove(message.path("id").asInt(-1));
                    if (answer != null) {
                        answer.complete(message);
                    } else {
                        told(message);
                    }
                } catch (IOException e) {
                    complaints.add(e.toString());
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
