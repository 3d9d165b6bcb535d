package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands one after the other, as somebody uses them who tries Upsurge beside a Kafka. */
class FirstUseIT {
    @TempDir
    Path dir;

    private final List<String> servers = new ArrayList<>();

    @BeforeEach
    void separateState() {
        servers.add("--set=pipeline.state-dir=" + dir);
        servers.add("--set=topics.replication-factor=1");
        servers.add("--set=topics.partitions=4");
    }

    @Test
    void shouldFindTheAnomalyOfASimulatedIncident() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                DevRegistry registry = DevRegistry.start(0)) {
            servers.add("--bootstrap-server=" + kafka.bootstrapServers());
            servers.add("--set=registry.url=" + registry.url());
            servers.add("--set=http.listen=127.0.0.1:0");

            assertThat(done("topics", "create"))
                    .contains("created upsurge.samples\n", "schema  upsurge.anomalies-value\n");
            assertThat(done("simulate", "--scenario", "cni-1.16.3", "--to-topics"))
                    .contains(" records to upsurge.samples and upsurge.rollouts\n");
            assertThat(done("tail", "samples", "--no-follow", "-n", "3", "-o", "json")
                            .lines())
                    .hasSize(3)
                    .allMatch(
                            line -> line.startsWith("{\"topic\":\"upsurge.samples\"") && line.contains("\"value\":{"));

            try (ChildProcess run = command("run")) {
                assertThat(done("tail", "anomalies", "--from", "beginning", "-n", "1"))
                        .startsWith("OPEN aws-node v1.16.3: GetMetadata calls");
                run.terminate();
            }
            assertThat(done("tail", "anomalies", "--no-follow")).contains("OPEN aws-node v1.16.3: GetMetadata calls");
            assertThat(done("tail", "dead-letters", "--no-follow")).isEmpty();
        }
    }

    private ChildProcess command(String... words) throws Exception {
        List<String> args = new ArrayList<>(List.of(words));
        args.addAll(servers);
        return ChildProcess.start(args);
    }

    /** What a command that succeeds has to say on standard output. */
    private String done(String... words) throws Exception {
        try (ChildProcess process = command(words)) {
            assertThat(process.exitCode()).as(process.err()).isZero();
            return process.out();
        }
    }
}
