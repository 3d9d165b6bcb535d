package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody may read in the output of a command, whatever goes wrong. */
class SecretsTest {
    private static final String SECRET = "hunter2";

    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule";

    private static final String SETTINGS = """
            kafka:
              bootstrap.servers: 127.0.0.1:1
              default.api.timeout.ms: 900
              request.timeout.ms: 500
              security.protocol: %s
              sasl.mechanism: PLAIN
              sasl.jaas.config: %s
              ssl.keystore.password: hunter2
              ssl.truststore.password: hunter2
              ssl.truststore.location: /nowhere/hunter-file.jks
            registry:
              url: http://me:hunter2@127.0.0.1:1
              max.retries: 0
            http:
              bearer-token: hunter2
            receiver:
              user: me
              password: hunter2
            alerts:
              sinks:
                - name: hook
                  type: webhook
                  url: http://127.0.0.1:1/services/hunter2?token=hunter2
                  secret: hunter2
                - name: pager
                  type: pagerduty
                  routing-key: hunter2hunter2hunter2hunter2hunt
            signals:
              - id: calls
                workload: { namespace: kube-system, daemonset: aws-node, container: aws-node }
                series: calls_total
            """;

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config check",
                "config print",
                "doctor -o json",
                "--verbose topics create",
                "alert test",
                "--verbose tail anomalies --no-follow",
            })
    void shouldNotBePrinted(String command) throws Exception {
        String jaas = "'" + MODULE + " required username=\"me\" password=\"hunter2\";'";
        assertThat(said(command, "SASL_SSL", jaas)).doesNotContain(SECRET, "not given");
        assertThat(said(command, "SASL_PLAINTEXT", jaas)).isNotBlank().doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " required username=\"me\" password=\"hunter2\"",
                " required username=\"me\" password=hunter2 x;",
                " hunter2;",
                " \"hunter2\" required;",
                " username=\"me\" password=\"hunter2\";",
                " required password=\"hunter2",
            })
    void shouldNotBePrintedWhereTheyAreMisspelt(String options) throws Exception {
        for (String command : List.of("--verbose topics check", "doctor")) {
            assertThat(said(command, "SASL_PLAINTEXT", "'" + MODULE + options + "'"))
                    .contains("kafka.sasl.jaas.config = ********: ", "MODULE required")
                    .doesNotContain(SECRET);
        }
        assertThat(said("topics check", "SASL_PLAINTEXT", "hunter2"))
                .contains("has no 'required' after the login module")
                .doesNotContain(SECRET);
    }

    private String said(String command, String protocol, String jaas) throws Exception {
        Path file = Files.writeString(dir.resolve("upsurge.yaml"), SETTINGS.formatted(protocol, jaas));
        List<String> args = new ArrayList<>(List.of(command.split(" ", -1)));
        if (args.contains("config")) {
            args.add(file.toString());
        } else {
            args.add("--config=" + file);
        }
        return CommandRun.of(args.toArray(String[]::new)).said();
    }
}
