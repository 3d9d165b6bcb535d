package io.upsurge.ingest.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class LeaseLeadershipIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    KubernetesMockServer server;

    @Test
    void shouldLetOneReplicaLeadAndTheOtherTakeOver() {
        WatchSettings.Lease lease = new WatchSettings.Lease("upsurge", "upsurge-watch");
        try (KubernetesClient one = server.createClient();
                KubernetesClient two = server.createClient();
                LeaseLeadership first = new LeaseLeadership(one, lease);
                LeaseLeadership second = new LeaseLeadership(two, lease)) {
            first.start();
            await().atMost(PATIENCE).until(() -> first.term() == 1);
            second.start();
            await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> second.term() == 0);

            first.close();

            await().atMost(PATIENCE).until(() -> second.term() == 1);
            assertThat(first.term()).isZero();
        }
    }
}
