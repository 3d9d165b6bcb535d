package io.upsurge.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFilesTest {
    private static final Workload WORKLOAD = new Workload("one", "kube-system", "aws-node", "aws-node");

    @Test
    void shouldWriteLinesThatStayTheSameOverReleases(@TempDir Path folder) throws IOException {
        RecordFiles files = new RecordFiles(folder.resolve("new"));
        Scrape scrape = new Scrape(
                WORKLOAD,
                "n1",
                1_000,
                "uid",
                500,
                List.of(
                        new Scrape.Point(new SeriesId("m_count", Map.of("api", "GetMetadata")), 241, false),
                        new Scrape.Point(new SeriesId("g", Map.of()), 0.5, true)));
        RolloutFact fact = new RolloutFact(
                WORKLOAD,
                "n1",
                Version.ofTag("v1.16.3"),
                "uid",
                500,
                1_500,
                "simulate",
                "a",
                List.of("args: -v -> -vv"));

        files.write(List.<SimulatedRecord>of(
                        new SimulatedRecord.Sample(1, scrape),
                        new SimulatedRecord.Sample(2, new Heartbeat("one", 2_000, false)),
                        new SimulatedRecord.Sample(3, new Heartbeat("one", 3_000, true)),
                        new SimulatedRecord.Rollout(4, fact))
                .iterator());

        assertThat(Files.readAllLines(files.samplesFile()))
                .containsExactly(
                        "{\"kind\":\"SCRAPE\",\"cluster\":\"one\",\"node\":\"n1\",\"timestamp\":1000,"
                                + "\"namespace\":\"kube-system\",\"daemonset\":\"aws-node\",\"container\":\"aws-node\","
                                + "\"podUid\":\"uid\",\"startTime\":500,\"series\":[{\"metric\":\"m_count\","
                                + "\"labels\":{\"api\":\"GetMetadata\"},\"value\":241.0},"
                                + "{\"metric\":\"g\",\"value\":0.5,\"stale\":true}]}",
                        "{\"kind\":\"HEARTBEAT\",\"cluster\":\"one\",\"timestamp\":2000}",
                        "{\"kind\":\"END\",\"cluster\":\"one\",\"timestamp\":3000}");
        assertThat(Files.readAllLines(files.rolloutsFile()))
                .containsExactly("{\"cluster\":\"one\",\"node\":\"n1\",\"namespace\":\"kube-system\","
                        + "\"daemonset\":\"aws-node\",\"container\":\"aws-node\",\"tag\":\"v1.16.3\","
                        + "\"podUid\":\"uid\",\"since\":500,\"observedAt\":1500,\"source\":\"simulate\",\"zone\":\"a\","
                        + "\"differences\":[\"args: -v -> -vv\"]}");
    }
}
