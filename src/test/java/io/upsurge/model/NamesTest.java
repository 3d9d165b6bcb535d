package io.upsurge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final Workload WORKLOAD =
            new Workload("arn:aws:eks:eu-west-1:1:cluster/prod", "kube-system", "aws-node", "aws-node");

    @Test
    void shouldMakeKeysThatCanBeTakenApartAtTheLastSlash() {
        assertThat(new NodeId(WORKLOAD.cluster(), "n1").key()).isEqualTo("arn:aws:eks:eu-west-1:1:cluster/prod/n1");
        assertThat(new Heartbeat("c", 1, false).key()).isEqualTo("c/");
    }

    @Test
    void shouldRefuseNamesThatWouldBreakKeys() {
        assertThatThrownBy(() -> new NodeId("", "n")).hasMessage("cluster is empty");
        assertThatThrownBy(() -> new NodeId("c", "a/b")).hasMessage("node 'a/b' contains a slash");
        assertThatThrownBy(() -> new NodeId("c\u0000", "n")).hasMessageContaining("control character at position 2");
        assertThatThrownBy(() -> new Workload("c", "n", "d/e", "f")).hasMessageContaining("contains a slash");
        assertThatThrownBy(() -> new Scrape(WORKLOAD, "", 5, "", 0, List.of())).hasMessage("node is empty");
        assertThatThrownBy(() -> new RolloutFact(WORKLOAD, "a/b", Version.UNKNOWN, "", 5, 5, "", ""))
                .hasMessage("node 'a/b' contains a slash");
        assertThatThrownBy(() -> new Heartbeat("", 5, true)).hasMessage("cluster is empty");
    }

    @Test
    void shouldMatchPatterns() {
        assertThat(new WorkloadPattern("*", "kube-system", "aws-node", "aws-node").matches(WORKLOAD))
                .isTrue();
        assertThat(new WorkloadPattern("*/prod", "kube-*", "*", "*").matches(WORKLOAD))
                .isTrue();
        assertThat(new WorkloadPattern("*/test", "*", "*", "*").matches(WORKLOAD))
                .isFalse();
        assertThat(new WorkloadPattern("", "*", "*", "*").matches(WORKLOAD)).isFalse();
        assertThat(new WorkloadPattern("*", "*", "aws-nod", "*").matches(WORKLOAD))
                .isFalse();
    }

    @Test
    void shouldNameVersionsByTagAndRevision() {
        assertThat(Version.UNKNOWN.id()).isEqualTo("unknown");
        assertThat(Version.ofTag("v1").id()).isEqualTo("v1");
        assertThat(new Version("", "v1", "sha256:0123456789abcdef", "77f").id()).isEqualTo("v1#77f");
        assertThat(new Version("", "", "sha256:0123456789abcdef", "").id()).isEqualTo("sha256:0123456789ab");
    }

    @Test
    void shouldTakeVersionsForTheSameWhereNothingSpeaksAgainstIt() {
        Version watched = new Version("repo", "v1", "sha256:1", "77f");
        assertThat(watched.agreesWith(Version.ofTag("v1"))).isTrue();
        assertThat(watched.agreesWith(new Version("", "v1", "", "88a"))).isFalse();
        assertThat(watched.agreesWith(Version.ofTag("v2"))).isFalse();
    }

    @Test
    void shouldEscapeLabelValuesAsPrometheusDoes() {
        assertThat(new SeriesId("m", Map.of("b", "x", "a", "q\"\\\n")).toString())
                .isEqualTo("m{a=\"q\\\"\\\\\\n\",b=\"x\"}");
    }

    @Test
    void shouldAlignWindowsToTheEpoch() {
        assertThat(Window.holding(119_999, 60_000)).isEqualTo(new Window(60_000, 120_000));
        assertThat(Window.holding(120_000, 60_000)).isEqualTo(new Window(120_000, 180_000));
    }
}
