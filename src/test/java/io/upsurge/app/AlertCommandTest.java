package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.deliver.http.ScriptedServer;
import io.upsurge.deliver.http.ScriptedServer.Response;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertCommandTest {
    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldTryEachSinkAndSayWhatCameBack() throws Exception {
        try (ScriptedServer server = ScriptedServer.start()
                .answering(request -> request.path().equals("/chat")
                        ? new Response(403, Map.of(), "no_such\nteam")
                        : new Response(202, Map.of(), "queued"))) {
            Path file = file("""
                    - {name: oncall, type: alertmanager, url: ["%1$s/am0", "%1$s/am1"]}
                    - {name: hook, type: webhook, url: "%1$s/hook"}
                    - {name: chat, type: slack, url: "%1$s/chat"}
                    - {name: pager, type: pagerduty, url: "%1$s/v2/enqueue", routing-key: k}
                    """.formatted(server.url("")));

            assertThat(run("alert", "test", "-c", file.toString())).isEqualTo(1);
            String host = "127.0.0.1:" + server.port();
            assertThat(out.toString().lines())
                    .containsExactly(
                            "ok      oncall  fires at " + host + ": status 202, queued",
                            "ok      hook  opened: status 202, queued",
                            "ok      hook  ended: status 202, queued",
                            "failed  chat  opened: status 403, no_such\\nteam",
                            "ok      pager  opened: status 202, queued",
                            "ok      pager  ended: status 202, queued");
            assertThat(server.requests()).allMatch(request -> request.body().contains("TEST, nothing happened: "));

            assertThat(run("alert", "test", "-c", file.toString(), "--sink", "hook"))
                    .isZero();
            assertThat(out.toString().lines()).hasSize(2);
            assertThat(run("alert", "test", "-c", file.toString(), "--sink", "nobody"))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("There is no sink nobody; there are: oncall, hook, chat, pager");
        }
    }

    @Test
    void shouldSayThatNoSinkIsConfigured() throws Exception {
        assertThat(run("alert", "-c", file("").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("No sink is configured: list some in alerts.sinks");
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        ConfigSource source = (file, overrides) ->
                new ConfigLoader(Map.of()).load(file.orElseThrow(), overrides).config();
        return Main.commandLine(List.of(new AlertCommand(source, Clock.systemUTC())))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private Path file(String sinks) throws IOException {
        return Files.writeString(
                dir.resolve("upsurge.yaml"), """
                kafka: {bootstrap.servers: "127.0.0.1:1"}
                registry: {url: "mock://x"}
                signals:
                  - id: s
                    workload: {namespace: n, daemonset: d, container: c}
                    series: x_total
                """ + (sinks.isEmpty() ? "" : "alerts:\n  sinks:\n" + sinks.indent(4)));
    }
}
