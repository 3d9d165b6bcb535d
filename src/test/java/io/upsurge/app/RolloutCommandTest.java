package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutCommandTest {
    private static final Instant NOW = Instant.parse("2024-02-26T09:00:00Z");
    private static final Workload WORKLOAD = new Workload("prod", "kube-system", "aws-node", "aws-node");

    @TempDir
    Path folder;

    private final List<RolloutFact> written = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        OutletSource outlets = config -> new OutletSource.Open() {
            @Override
            public CompletableFuture<Void> write(List<? extends SampleRecord> samples, List<RolloutFact> facts) {
                written.addAll(facts);
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void close() {}
        };
        ConfigSource source = (file, overrides) -> ConfigLoader.shipped(Map.of());
        return Main.commandLine(List.of(new RolloutCommand(source, outlets, Clock.fixed(NOW, ZoneOffset.UTC))))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private int mark(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "rollout",
                "mark",
                "--cluster",
                "prod",
                "--daemonset",
                "kube-system/aws-node",
                "--container",
                "aws-node",
                "--tag",
                "v1.16.3"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static RolloutFact fact(String node, String tag, String since, String observed, String from) {
        return new RolloutFact(
                WORKLOAD,
                node,
                Version.ofTag(tag),
                "",
                Instant.parse(since).toEpochMilli(),
                Instant.parse(observed).toEpochMilli(),
                from,
                "");
    }

    @Test
    void shouldMarkNodes() throws IOException {
        String more = file("nodes", "n2\n\n n3 \nn1\n");

        int code = mark("--node", "n1", "--nodes-from", more, "--at", "2024-02-26T08:00:00Z");

        assertThat(code).isZero();
        assertThat(written)
                .containsExactly(
                        fact("n1", "v1.16.3", "2024-02-26T08:00:00Z", "2024-02-26T09:00:00Z", "mark"),
                        fact("n2", "v1.16.3", "2024-02-26T08:00:00Z", "2024-02-26T09:00:00Z", "mark"),
                        fact("n3", "v1.16.3", "2024-02-26T08:00:00Z", "2024-02-26T09:00:00Z", "mark"));
        assertThat(out.toString()).contains("3 facts to upsurge.rollouts");
    }

    @Test
    void shouldMarkAsOfNow() {
        mark("--node", "n1");

        assertThat(written).extracting(RolloutFact::sinceMs).containsExactly(NOW.toEpochMilli());
    }

    @Test
    void shouldSayWhatIsWrongWithAMark() {
        assertThat(mark()).isEqualTo(2);
        assertThat(mark("--node", "a/b")).isEqualTo(2);
        assertThat(mark("--node", "n1", "--at", "yesterday")).isEqualTo(2);
        assertThat(err.toString())
                .contains("no node: expected --node NODE or --nodes-from FILE")
                .contains("node 'a/b' contains a slash")
                .contains("--at is 'yesterday', neither ISO 8601");
        assertThat(written).isEmpty();
    }

    @Test
    void shouldImportTablesAndLines() throws IOException {
        String table = file("facts.csv", """
                Cluster, node, namespace, daemonset, container, version, since
                prod, n1, kube-system, aws-node, aws-node, v1, 2024-02-26T08:00:00Z
                prod, n2, kube-system, aws-node, aws-node, v1, 1708934400
                prod, n3, kube-system, aws-node, aws-node, v1, 1708934400000
                """);
        String lines = file("rollouts.jsonl", """
                {"cluster":"prod","node":"n4","namespace":"kube-system","daemonset":"aws-node","container":"aws-node",\
                "tag":"v1","since":1708934400000,"observedAt":1708934401000,"source":"simulate"}
                """);

        int code = run("rollout", "import", table, lines);

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(written)
                .containsExactly(
                        fact("n1", "v1", "2024-02-26T08:00:00Z", "2024-02-26T08:00:00Z", "file"),
                        fact("n2", "v1", "2024-02-26T08:00:00Z", "2024-02-26T08:00:00Z", "file"),
                        fact("n3", "v1", "2024-02-26T08:00:00Z", "2024-02-26T08:00:00Z", "file"),
                        fact("n4", "v1", "2024-02-26T08:00:00Z", "2024-02-26T08:00:01Z", "simulate"));
    }

    @Test
    void shouldWriteNothingWhenALineIsWrongUnlessTold() throws IOException {
        String table = file("facts.csv", """
                cluster,node,namespace,daemonset,container,tag,since
                prod,n1,kube-system,aws-node,aws-node,v1,1708934400
                prod,,kube-system,aws-node,aws-node,v1,1708934400
                prod,n3,kube-system,aws-node,aws-node,v1,26.2.2024
                prod,n4,kube-system,aws-node,aws-node,,1708934400
                prod,n5
                """);

        assertThat(run("rollout", "import", table)).isEqualTo(4);
        assertThat(written).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly(
                        table + " line 3: no value for node",
                        table + " line 4: since is '26.2.2024', neither ISO 8601 with an offset, such as"
                                + " 2024-02-26T08:00:00Z, nor seconds or milliseconds since 1970",
                        table + " line 5: none of tag, version, digest and revision has a value",
                        table + " line 6: 2 values for 7 columns",
                        "nothing written: 4 wrong, 1 right; --skip-bad writes these");

        assertThat(run("rollout", "import", "--skip-bad", table)).isEqualTo(4);
        assertThat(written).extracting(RolloutFact::node).containsExactly("n1");
    }

    @Test
    void shouldRefuseATableWithAnUnknownColumn() throws IOException {
        String table = file("facts.csv", "cluster,host\nprod,n1\n");

        assertThat(run("rollout", "import", table)).isEqualTo(4);
        assertThat(err.toString()).contains(table + " line 1: 'host' is not a column of facts");
    }

    @Test
    void shouldImportAnAnnouncementOfNamedNodesAlone() throws IOException {
        String event = """
                {"specversion":"1.0","id":"1","source":"cd","type":"dev.cdevents.service.upgraded.0.1.1","data":{\
                "context":{"version":"0.3.0","id":"1","source":"cd","type":"dev.cdevents.service.upgraded.0.1.1",\
                "timestamp":"2024-02-26T08:00:00Z"},\
                "subject":{"id":"daemonset/aws-node","type":"service","content":{"environment":{"id":"prod"},\
                "artifactId":"pkg:oci/amazon-k8s-cni?tag=v1.16.3"}},"customData":%s}}
                """;
        String named = file("named.jsonl", event.formatted("{\"nodes\":[\"n1\",\"n2\"]}"));
        String unnamed = file("unnamed.jsonl", event.formatted("{}"));

        assertThat(run("rollout", "import", named)).isZero();
        assertThat(written).extracting(RolloutFact::node).containsExactly("n1", "n2");
        assertThat(written.get(0).workload()).isEqualTo(WORKLOAD);
        assertThat(written.get(0).version().tag()).isEqualTo("v1.16.3");

        assertThat(run("rollout", "import", unnamed)).isEqualTo(4);
        assertThat(err.toString()).contains(unnamed + " line 1: names no nodes in customData.nodes");
    }
}
