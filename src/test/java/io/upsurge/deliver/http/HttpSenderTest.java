package io.upsurge.deliver.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.deliver.Reply;
import io.upsurge.deliver.Reply.Kind;
import io.upsurge.deliver.http.ScriptedServer.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpSenderTest {
    private final HttpSender sender =
            new HttpSender(Duration.ofSeconds(30), Authorization.bearer("t0ken"), Clock.systemUTC());
    private final HttpSender impatient = new HttpSender(Duration.ofMillis(500), Authorization.NONE, Clock.systemUTC());

    @Test
    void shouldBringWhatLetsItIn() throws Exception {
        try (ScriptedServer server = ScriptedServer.start()) {
            assertThat(sender.send(Post.json(server.url("/x"), "{\"é\":1}")).isTaken())
                    .isTrue();

            ScriptedServer.Request request = server.requests().get(0);
            assertThat(request.header("Authorization")).isEqualTo("Bearer t0ken");
            assertThat(request.header("Content-Type")).isEqualTo("application/json");
            assertThat(request.body()).isEqualTo("{\"é\":1}");
        }
        assertThat(Authorization.basic("me", "pass").header()).contains("Basic bWU6cGFzcw==");
        assertThat(Authorization.basic("me", "pass").toString()).doesNotContain("bWU6");
    }

    @Test
    void shouldNotFollowARedirect() throws Exception {
        try (ScriptedServer other = ScriptedServer.start();
                ScriptedServer server = ScriptedServer.start()) {
            server.answering(request ->
                    new Response(307, Map.of("Location", other.url("/y").toString()), ""));

            assertThat(sender.send(Post.json(server.url("/x"), "{}")).kind()).isEqualTo(Kind.MISCONFIGURED);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void shouldNotWaitForEver() throws Exception {
        try (ScriptedServer server = ScriptedServer.start().answering(request -> Response.NEVER)) {
            Reply reply = impatient.send(Post.json(server.url("/x"), "{}"));

            assertThat(reply.kind()).isEqualTo(Kind.LATER);
            assertThat(reply.reason()).isEqualTo("timeout");
        }
    }

    @Test
    void shouldNotWaitForAnAnswerThatTrickles() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread trickle = new Thread(() -> trickle(server));
            trickle.start();
            URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x");

            assertThat(impatient.send(Post.json(url, "{}")).reason()).isEqualTo("timeout");
            trickle.interrupt();
        }
    }

    private static void trickle(ServerSocket server) {
        try (Socket socket = server.accept();
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(US_ASCII));
            while (in.read() >= 0) {
                socket.getOutputStream().write('x');
                socket.getOutputStream().flush();
            }
            Thread.sleep(10_000);
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldSayThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Reply reply = sender.send(Post.json(URI.create("http://127.0.0.1:" + port + "/x"), "{}"));

        assertThat(reply.kind()).isEqualTo(Kind.LATER);
        assertThat(reply.reason()).isEqualTo("connect");
    }

    @Test
    void shouldReadNoMoreOfAnAnswerThanIsShown() throws Exception {
        try (ScriptedServer server = ScriptedServer.start()) {
            server.answering(request -> new Response(500, Map.of(), "x".repeat(3_000_000)));

            assertThat(sender.send(Post.json(server.url("/x"), "{}")).reason()).isEqualTo("http-500");
        }
    }
}
