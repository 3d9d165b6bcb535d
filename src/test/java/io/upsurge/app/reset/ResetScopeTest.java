package io.upsurge.app.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.reset.ResetPlan.Group;
import io.upsurge.app.reset.ResetPlan.Topic;
import io.upsurge.app.run.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResetScopeTest {
    private static final UpsurgeConfig CONFIG = ConfigLoader.shipped(Map.of("registry.url", "mock://reset"));

    @TempDir
    Path dir;

    @Test
    void shouldNameEveryInternalTopicOfTheTopology() {
        Set<String> stores =
                Pipeline.topology(CONFIG, 1, Contracts.of(CONFIG).forTopology()).describe().subtopologies().stream()
                        .flatMap(part -> part.nodes().stream())
                        .filter(Processor.class::isInstance)
                        .flatMap(node -> ((Processor) node).stores().stream())
                        .map(store -> "upsurge-" + store + "-changelog")
                        .collect(Collectors.toSet());
        stores.add("upsurge-partials-repartition");

        assertThat(ResetScope.of(CONFIG, false, false).internal()).containsExactlyInAnyOrderElementsOf(stores);
    }

    @Test
    void shouldLeaveApplicationsAloneWhoseNamesBeginAlike() {
        ResetScope scope = ResetScope.of(CONFIG, true, true);
        Set<String> existing = Set.of(
                "upsurge-nodes-changelog",
                "upsurge-test-nodes-changelog",
                "upsurge-test-partials-repartition",
                "upsurge-old-changelog",
                "upsurge.samples",
                "upsurge-notes");

        assertThat(scope.strangers(existing))
                .containsExactly(
                        "upsurge-old-changelog", "upsurge-test-nodes-changelog", "upsurge-test-partials-repartition");
        assertThat(scope.internal()).noneMatch(name -> name.contains("test"));
    }

    @Test
    void shouldNeverNameAnInputNorTheDeadLetters() {
        ResetScope scope = ResetScope.of(CONFIG, true, true);
        assertThat(scope.results())
                .containsExactly("upsurge.version-rates", "upsurge.anomalies", "upsurge.anomalies-open");
        assertThat(ResetScope.of(CONFIG, false, false).results()).isEmpty();
        assertThat(scope.internal()).doesNotContain("upsurge.samples", "upsurge.rollouts", "upsurge.dead-letters");
    }

    @Test
    void shouldRefuseWhileAGroupHasMembersAndNameThem() {
        assertThatThrownBy(() -> plan(new Group("upsurge", 4, List.of("a at 10.0.0.1", "b at 10.0.0.2")))
                        .requireUnused())
                .isInstanceOf(ResetRefusedException.class)
                .hasMessageContaining("group upsurge is in use by a at 10.0.0.1, b at 10.0.0.2")
                .hasMessageContaining("session.timeout.ms");
        assertThatCode(() -> plan(new Group("upsurge", 4, List.of())).requireUnused())
                .doesNotThrowAnyException();
    }

    @Test
    void shouldShowWhatItWillDestroyAndWhatStays() {
        assertThat(plan(new Group("upsurge", 4, List.of())).lines())
                .containsExactly(
                        "application upsurge",
                        "internal topics, to be deleted:",
                        "  upsurge-nodes-changelog (2 partitions, 10 records)",
                        "consumer groups, to be deleted:",
                        "  upsurge (offsets of 4 partitions)",
                        "left as they are: upsurge.samples, upsurge.rollouts; and of another application or release"
                                + " upsurge-test-nodes-changelog");
    }

    private ResetPlan plan(Group group) {
        return new ResetPlan(
                ResetScope.of(CONFIG, false, false),
                List.of(new Topic("upsurge-nodes-changelog", 2, 10)),
                List.of(),
                List.of(group),
                LocalState.in(dir.resolve("none")),
                List.of("upsurge-test-nodes-changelog"));
    }

    @Test
    void shouldDeleteAFolderWithoutFollowingLinks() throws IOException {
        Path outside = Files.createDirectories(dir.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "kept");
        Path state = Files.createDirectories(dir.resolve("state/upsurge/0_0"));
        Files.writeString(state.resolve("checkpoint"), "1");
        Files.createSymbolicLink(state.resolve("link"), outside);

        LocalState local = LocalState.in(dir.resolve("state/upsurge"));
        local.delete();

        assertThat(local.files()).isEqualTo(1);
        assertThat(dir.resolve("state/upsurge")).doesNotExist();
        assertThat(outside.resolve("kept")).exists();
    }
}
