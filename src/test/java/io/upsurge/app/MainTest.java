package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.contracts.Decoders;
import io.upsurge.app.embedded.EmbeddedKafkaException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
    private static final ConfigSource SHIPPED =
            (file, overrides) -> new ConfigLoader(Map.of()).load(overrides).config();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldListCommandsAndExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("  topics ", "  tail ", "Exit codes:\n  0  done\n")
                .doesNotContain("@|");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldSayItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("upsurge ").contains("Java " + Runtime.version());
    }

    @Test
    void shouldNameTheTopicsThatTailReads() {
        assertThat(run("tail", "--help")).isZero();
        assertThat(out.toString()).contains("One of: anomalies, version-rates, samples, rollouts,", "dead-letters.");
        assertThat(run("tail", "everything")).isEqualTo(2);
        assertThat(err.toString()).contains("anomalies, version-rates, samples, rollouts, dead-letters");
    }

    @Test
    void shouldRefuseWrongUsageInOneLineAndPointToTheHelp() {
        assertThat(run("topics", "create", "--nonsense")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
                upsurge: Unknown option: '--nonsense'
                See 'upsurge topics create --help'.
                """);
        assertThat(run()).isEqualTo(2);
        assertThat(run("topics")).isEqualTo(2);
        assertThat(run("tail", "anomalies", "--from", "yesterday")).isEqualTo(2);
        assertThat(run("tail", "anomalies", "--max", "0")).isEqualTo(2);
    }

    @Test
    void shouldTellOfAWrongConfigurationWithoutAStackTrace() {
        assertThat(run("topics", "check", "--set", "kafka.bootstrap.servers=")).isEqualTo(2);
        assertThat(err.toString()).startsWith("upsurge: ").doesNotContain("\tat ");
    }

    @Test
    void shouldGiveKnownErrorsTheirMeaningAndUnknownOnesTheirName() {
        assertThat(runFailing(new EmbeddedKafkaException("port 9 cannot be used")))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualTo("upsurge: port 9 cannot be used\n");
        assertThat(runFailing(new IllegalStateException("outer", new TimeoutException("inner"))))
                .isEqualTo(1);
        assertThat(err.toString()).endsWith("upsurge: Kafka did not answer in time: outer: inner\n");
        assertThat(runFailing(new IllegalStateException("boom\u001b"))).isEqualTo(1);
        assertThat(err.toString())
                .endsWith(
                        "upsurge: internal error: java.lang.IllegalStateException: boom\\u001b (--verbose shows where)\n");
    }

    @Test
    void shouldShowWhereAnErrorCameFromWhenAsked() {
        assertThat(runFailing(new IllegalStateException("boom"), "-v")).isEqualTo(1);
        assertThat(err.toString()).contains("boom\n", "\tat io.upsurge.app.MainTest");
    }

    private int run(String... args) {
        return execute(List.of(new TopicsCommand(SHIPPED), new TailCommand(SHIPPED, none(), Clock.systemUTC())), args);
    }

    private int runFailing(RuntimeException error, String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "fail";
        System.arraycopy(options, 0, args, 1, options.length);
        return execute(List.of(new Failing(error)), args);
    }

    private int execute(List<Object> commands, String... args) {
        CommandLine line = Main.commandLine(commands);
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    }

    private static DecoderSource none() {
        return config -> new Decoders(nothing(), nothing(), nothing(), nothing());
    }

    private static <T> Deserializer<T> nothing() {
        return (topic, bytes) -> null;
    }

    @Command(name = "fail")
    private static final class Failing implements Runnable {
        private final RuntimeException error;

        Failing(RuntimeException error) {
            this.error = error;
        }

        @Override
        public void run() {
            throw error;
        }
    }
}
