package io.upsurge.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchPipelineIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldCountEverySampleAndFindTheSurgeOnABroker() throws Exception {
        int status = new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("pipeline", "--nodes", "20", "--scrapes", "40", "--rounds", "1", "--output", "json");

        assertThat(status).as(out + "\n" + err).isZero();
        JsonNode fleet =
                new ObjectMapper().readTree(out.toString()).path("fleets").path(0);
        assertThat(fleet.path("complete").asBoolean()).isTrue();
        assertThat(fleet.path("check").asText())
                .contains("topology: 800 of 800 scrapes counted (100 %), 0 late or refused")
                .contains("anomalies of [imds-get-metadata]");
        for (Job job : Job.values()) {
            assertThat(fleet.path("jobs")
                            .path(job.name())
                            .path("samplesPerSecond")
                            .asDouble())
                    .as(job.text())
                    .isPositive();
        }
    }
}
