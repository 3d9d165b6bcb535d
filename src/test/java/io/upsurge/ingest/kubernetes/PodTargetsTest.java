package io.upsurge.ingest.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.upsurge.ingest.scrape.ScrapeTarget;
import io.upsurge.ingest.scrape.TargetLabelNames;
import io.upsurge.place.PlacementSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class PodTargetsTest {
    private static final TargetLabelNames NAMES = TargetLabelNames.of(PlacementSettings.defaults());

    private KubernetesClient client;

    private static Pod pod(String name, String app, String address) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("kube-system")
                .addToLabels("k8s-app", app)
                .addNewOwnerReference()
                .withKind("DaemonSet")
                .withApiVersion("apps/v1")
                .withName("aws-node")
                .withUid("ds")
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withNodeName("node-of-" + name)
                .addNewContainer()
                .withName("aws-node")
                .addNewPort()
                .withName("metrics")
                .withContainerPort(61678)
                .endPort()
                .endContainer()
                .addNewContainer()
                .withName("aws-eks-nodeagent")
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .withPodIP(address)
                .endStatus()
                .build();
    }

    private static void await(PodTargets targets, String... urls) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(targets.targets())
                .extracting(target -> target.url().toString())
                .containsExactlyInAnyOrder(urls));
    }

    @Test
    void shouldFollowThePodsThatTheSelectorSelects() {
        client.pods().resource(pod("aws-node-a", "aws-node", "10.0.0.1")).create();
        client.pods().resource(pod("kube-proxy-a", "kube-proxy", "10.0.0.1")).create();
        try (PodTargets targets = new PodTargets(
                client,
                "prod",
                new PodSelection("kube-system", "k8s-app=aws-node", "metrics", "/metrics", ""),
                NAMES)) {
            targets.start();
            await(targets, "http://10.0.0.1:61678/metrics");
            assertThat(targets.isComplete()).isTrue();
            ScrapeTarget target = targets.targets().iterator().next();
            assertThat(target.labels())
                    .containsAllEntriesOf(Map.of(
                            "cluster", "prod",
                            "node", "node-of-aws-node-a",
                            "namespace", "kube-system",
                            "daemonset", "aws-node",
                            "container", "aws-node",
                            "pod", "aws-node-a",
                            "instance", "10.0.0.1:61678"))
                    .containsKey("uid");

            client.pods().resource(pod("aws-node-b", "aws-node", "fd00::2")).create();
            await(targets, "http://10.0.0.1:61678/metrics", "http://[fd00::2]:61678/metrics");

            Pod stopped = pod("aws-node-b", "aws-node", "fd00::2");
            stopped.getStatus().setPhase("Failed");
            client.pods().resource(stopped).update();
            await(targets, "http://10.0.0.1:61678/metrics");

            client.pods().inNamespace("kube-system").withName("aws-node-a").delete();
            await(targets);
        }
    }

    @Test
    void shouldAskForAPortThatIsNotDeclaredAndLeaveOutPodsWithoutTheNamedOne() {
        client.pods().resource(pod("aws-node-a", "aws-node", "10.0.0.1")).create();
        Pod waiting = pod("aws-node-b", "aws-node", null);
        client.pods().resource(waiting).create();
        PodSelection byNumber = new PodSelection("kube-system", "k8s-app=aws-node", "8163", "/m", "aws-eks-nodeagent");
        PodSelection byName = new PodSelection("kube-system", "k8s-app=aws-node", "agent", "/m", "");
        try (PodTargets numbered = new PodTargets(client, "prod", byNumber, NAMES);
                PodTargets named = new PodTargets(client, "prod", byName, NAMES)) {
            numbered.start();
            named.start();
            await(numbered, "http://10.0.0.1:8163/m");
            assertThat(numbered.targets())
                    .extracting(target -> target.labels().get("container"))
                    .isEqualTo(List.of("aws-eks-nodeagent"));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(named::isComplete);
            assertThat(named.targets()).isEmpty();
            assertThat(numbered.targets().iterator().next().url()).isEqualTo(URI.create("http://10.0.0.1:8163/m"));
        }
    }
}
