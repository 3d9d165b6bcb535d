package io.upsurge.ingest.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.ingest.kubernetes.ClusterTrial.Outcome;
import io.upsurge.ingest.watch.Watched;
import io.upsurge.model.WorkloadPattern;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTrialTest {
    private static final Watched WATCHED =
            Watched.of("prod", List.of(new WorkloadPattern("*", "kube-system", "aws-node", "aws-node")));

    @TempDir
    private Path folder;

    @Test
    void shouldTellForbiddenFromUnauthorizedFromUnreachable() throws IOException {
        ClusterAccess access;
        try (FakeApiServer server = new FakeApiServer()) {
            Path kubeconfig = server.kubeconfig(folder.resolve("kubeconfig"));
            access = new ClusterAccess("prod", Optional.of(kubeconfig), Optional.empty());
            assertThat(ClusterTrial.of(access, WATCHED).outcome()).isEqualTo(Outcome.LISTED);
            assertThat(server.lists()).isEqualTo(3);

            server.fail(403);
            ClusterTrial forbidden = ClusterTrial.of(access, WATCHED);
            assertThat(forbidden.outcome()).isEqualTo(Outcome.FORBIDDEN);
            assertThat(forbidden.refused())
                    .containsExactly(
                            "daemonsets in kube-system", "controllerrevisions in kube-system", "pods in kube-system");
            server.fail(0);

            server.expectToken("second");
            assertThat(ClusterTrial.of(access, WATCHED).outcome()).isEqualTo(Outcome.UNAUTHORIZED);
        }
        assertThat(ClusterTrial.of(access, WATCHED).outcome()).isEqualTo(Outcome.UNREACHABLE);
    }

    @Test
    void shouldTakeAKubeconfigThatIsNotThereForAClusterOutOfReach() {
        ClusterAccess access = new ClusterAccess("prod", Optional.of(folder.resolve("no-such-file")), Optional.empty());

        ClusterTrial trial = ClusterTrial.of(access, WATCHED);

        assertThat(trial.outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(trial.why()).contains("no-such-file", "cannot be read");
    }
}
