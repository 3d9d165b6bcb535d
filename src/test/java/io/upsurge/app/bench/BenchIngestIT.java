package io.upsurge.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchIngestIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldKeepEveryWantedSampleOfBothProtocols() {
        int status = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("ingest", "--nodes", "20", "--samples", "8000", "--rounds", "1");

        assertThat(status).as(out + "\n" + err).isZero();
        assertThat(out.toString())
                .contains("| 1.0 | 100 % |")
                .contains("| 1.0 | 10 % |")
                .contains("| 2.0 | 100 % |")
                .contains("| 2.0 | 10 % |");
    }
}
