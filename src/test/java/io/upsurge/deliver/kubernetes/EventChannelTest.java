package io.upsurge.deliver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.upsurge.deliver.LinkTemplates;
import io.upsurge.deliver.Notice;
import io.upsurge.deliver.Reply;
import io.upsurge.deliver.Reply.Kind;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Workload;
import io.upsurge.words.Anomalies;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class EventChannelTest {
    KubernetesClient client;
    KubernetesMockServer server;

    @Test
    void shouldWriteAnEventOnTheDaemonSetOnce() {
        String uid = daemonSet();
        Reply first = channel().send(Notice.of(Notice.Event.OPENED, Anomalies.surge()));
        Reply again = channel().send(Notice.of(Notice.Event.OPENED, Anomalies.surge()));

        assertThat(List.of(first.kind(), again.kind())).containsOnly(Kind.TAKEN);
        List<Event> events =
                client.v1().events().inNamespace("kube-system").list().getItems();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).getInvolvedObject().getName()).isEqualTo("aws-node");
        assertThat(events.get(0).getInvolvedObject().getUid()).isEqualTo(uid);
        assertThat(events.get(0).getType()).isEqualTo("Warning");
        assertThat(events.get(0).getReason()).isEqualTo("UpsurgeSurge");
        assertThat(events.get(0).getMessage()).startsWith("aws-node v1.16.3: GetMetadata calls 2.6x");
    }

    @Test
    void shouldRefuseWhatIsInNoClusterItKnowsOrNoDaemonSet() {
        assertThat(channel()
                        .send(Notice.of(Notice.Event.OPENED, Anomalies.surge()))
                        .reason())
                .isEqualTo("no-daemonset");
        assertThat(new EventChannel(Map.of(), LinkTemplates.NONE, Clock.systemUTC())
                        .send(Notice.of(Notice.Event.OPENED, Anomalies.surge()))
                        .reason())
                .isEqualTo("no-access");
        Anomalies hostile = new Anomalies();
        hostile.key = new SignalKey(new Workload("prod", "..", "a?b=c", "x"), "s", "");
        assertThat(channel()
                        .send(Notice.of(Notice.Event.OPENED, hostile.build()))
                        .reason())
                .isEqualTo("no-daemonset");
    }

    @Test
    void shouldTryAgainWhereTheServerIsInTrouble() {
        server.shutdown();

        assertThat(channel()
                        .send(Notice.of(Notice.Event.OPENED, Anomalies.surge()))
                        .kind())
                .isEqualTo(Reply.Kind.LATER);
    }

    private EventChannel channel() {
        return new EventChannel(Map.of("prod", client), LinkTemplates.NONE, Clock.systemUTC());
    }

    private String daemonSet() {
        return client.apps()
                .daemonSets()
                .inNamespace("kube-system")
                .resource(new DaemonSetBuilder()
                        .withNewMetadata()
                        .withName("aws-node")
                        .withNamespace("kube-system")
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getUid();
    }
}
