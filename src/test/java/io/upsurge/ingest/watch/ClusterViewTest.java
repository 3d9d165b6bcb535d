package io.upsurge.ingest.watch;

import static io.upsurge.ingest.watch.Fleet.WATCHED;
import static io.upsurge.ingest.watch.Fleet.container;
import static io.upsurge.ingest.watch.Fleet.controlledBy;
import static io.upsurge.ingest.watch.Fleet.json;
import static io.upsurge.ingest.watch.Fleet.pod;
import static io.upsurge.ingest.watch.Fleet.running;
import static io.upsurge.ingest.watch.Fleet.terminating;
import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.model.WorkloadPattern;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterViewTest {
    private static final Workload AWS_NODE = new Workload("prod", "kube-system", "aws-node", "aws-node");

    private final ClusterView view = new ClusterView(WATCHED);

    @Test
    void shouldTellWhatARunningContainerRuns() {
        assertThat(view.put(pod("n1", "u1", "v1", 1_000), 1_500))
                .containsExactly(new RolloutFact(
                        AWS_NODE,
                        "n1",
                        new Version("registry:5000/cni", "v1", "sha256:v1", "rev-v1"),
                        "u1",
                        1_000,
                        1_500,
                        "watch",
                        ""));
    }

    @Test
    void shouldTellNothingTwice() {
        view.put(pod("n1", "u1", "v1", 1_000), 1_500);

        assertThat(view.put(pod("n1", "u1", "v1", 1_000), 2_500)).isEmpty();
    }

    @Test
    void shouldTellNothingOfAPodThatDoesNotRun() {
        assertThat(view.put(running(pod("n1", "u1", "v1", 1_000)), 1_500)).isEmpty();
        assertThat(view.snapshot(2_000)).isEmpty();
    }

    @Test
    void shouldTellNothingOfOtherControllersWorkloadsAndContainers() {
        view.put(controlledBy(pod("n1", "u1", "v1", 1_000), ""), 1_500);
        view.put(controlledBy(pod("n2", "u2", "v1", 1_000), "kube-proxy"), 1_500);
        view.put(running(pod("n3", "u3", "v1", 1_000), new RunningContainer("agent", "agent:1", "", 1_000)), 1_500);

        assertThat(view.snapshot(2_000)).isEmpty();
    }

    @Test
    void shouldTellAnUpgradeOfANode() {
        view.put(pod("n1", "u1", "v1", 1_000), 1_500);
        view.put(terminating(pod("n1", "u1", "v1", 1_000)), 2_000);
        view.removePod("kube-system", "aws-node-u1", "u1", 2_100);
        view.put(running(pod("n1", "u2", "v2", 2_200)), 2_200);

        assertThat(view.put(pod("n1", "u2", "v2", 3_000), 3_200))
                .extracting(it -> it.version().tag(), RolloutFact::sinceMs)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("v2", 3_000L));
    }

    @Test
    void shouldTellARestartOfTheSamePod() {
        PodState pod = pod("n1", "u1", "v1", 1_000);
        view.put(pod, 1_500);

        assertThat(view.put(running(pod, container("v1", 5_000)), 5_100))
                .extracting(RolloutFact::sinceMs)
                .containsExactly(5_000L);
    }

    @Test
    void shouldTellAConfigurationRollOutOfTheSameImage() {
        view.put(pod("n1", "u1", "v1", "aaa", 1_000), 1_500);

        assertThat(view.put(pod("n1", "u2", "v1", "bbb", 2_000), 2_500))
                .extracting(it -> it.version().id())
                .containsExactly("v1#bbb");
    }

    @Test
    void shouldTellARollBackToARevisionThatWasThereBefore() {
        view.put(pod("n1", "u1", "v1", 1_000), 1_500);
        view.put(pod("n1", "u2", "v2", 2_000), 2_500);
        view.removePod("kube-system", "aws-node-u1", "u1", 2_600);

        assertThat(view.put(pod("n1", "u3", "v1", 3_000), 3_500))
                .extracting(it -> it.version().id())
                .containsExactly("v1#rev-v1");
    }

    @Test
    void shouldGoByTheNewerPodWhileBothRun() {
        PodState old = pod("n1", "u1", "v1", 1_000);
        view.put(old, 1_500);
        view.put(pod("n1", "u2", "v2", 2_000), 2_500);

        assertThat(view.put(running(old, container("v1", 2_800)), 2_900))
                .as("the old one crashes while it is being replaced")
                .isEmpty();
        assertThat(view.put(terminating(old), 3_000)).isEmpty();
        assertThat(view.snapshot(3_100)).extracting(RolloutFact::podUid).containsExactly("u2");
    }

    @Test
    void shouldGoByThePodThatStaysWhenTheNewerOneIsTakenAway() {
        view.put(pod("n1", "u1", "v1", 1_000), 1_500);
        PodState newer = pod("n1", "u2", "v2", 2_000);
        view.put(newer, 2_500);

        assertThat(view.put(terminating(newer), 3_000))
                .extracting(RolloutFact::podUid)
                .containsExactly("u1");
    }

    @Test
    void shouldTellTheSuccessorOnceThePodThatHidItIsGone() {
        view.put(pod("n1", "u1", "v1", 9_000), 9_100);
        view.put(pod("n1", "u2", "v2", 8_000), 9_200);

        assertThat(view.removePod("kube-system", "aws-node-u1", "u1", 9_300))
                .extracting(RolloutFact::podUid)
                .containsExactly("u2");
    }

    @Test
    void shouldNotTakeTheLateEndOfAPodForThatOfItsSuccessor() {
        view.put(pod("n1", "u1", "v1", 1_000), 1_500);
        PodState next = pod("n1", "u2", "v2", 2_000);
        view.put(
                new PodState(
                        "kube-system",
                        "aws-node-u1",
                        "u2",
                        "aws-node",
                        "n1",
                        2_000,
                        false,
                        next.revision(),
                        "",
                        next.running()),
                2_500);

        view.removePod("kube-system", "aws-node-u1", "u1", 3_000);

        assertThat(view.snapshot(3_100)).extracting(RolloutFact::podUid).containsExactly("u2");
    }

    @Test
    void shouldTellANodeThatWasReplacedUnderTheSameName() {
        view.put(pod("n1", "u1", "v1", 1_000), 1_500);

        assertThat(view.put(pod("n1", "u9", "v1", 7_000), 7_100))
                .extracting(RolloutFact::podUid)
                .containsExactly("u9");
    }

    @Test
    void shouldHoldToTheTagThatWasStartedWhenTheImageOfARunningPodIsEdited() {
        PodState pod = pod("n1", "u1", "v1", 1_000);
        view.put(pod, 1_500);
        RunningContainer edited =
                new RunningContainer("aws-node", "registry:5000/cni:v2", "registry:5000/cni@sha256:v1", 1_000);

        assertThat(view.put(running(pod, edited), 2_000)).isEmpty();
        assertThat(view.put(running(pod, container("v2", 3_000)), 3_100))
                .extracting(it -> it.version().tag())
                .containsExactly("v2");
    }

    @Test
    void shouldTellAllAgainInASnapshot() {
        view.put(pod("n2", "u2", "v1", 2_000), 2_500);
        view.put(pod("n1", "u1", "v1", 1_000), 1_500);

        assertThat(view.snapshot(9_000))
                .extracting(RolloutFact::node, RolloutFact::sinceMs, RolloutFact::observedAtMs)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("n1", 1_000L, 9_000L),
                        org.assertj.core.groups.Tuple.tuple("n2", 2_000L, 9_000L));
    }

    @Test
    void shouldTellTheZoneWhereThePodDoes() {
        PodState pod = pod("n1", "u1", "v1", 1_000);
        view.put(
                new PodState(
                        pod.namespace(),
                        pod.name(),
                        pod.uid(),
                        pod.daemonset(),
                        "n1",
                        1_000,
                        false,
                        pod.revision(),
                        "eu-1a",
                        pod.running()),
                1_500);

        assertThat(view.snapshot(2_000)).extracting(RolloutFact::zone).containsExactly("eu-1a");
    }

    @Test
    void shouldAttachWhatDiffersFromTheRevisionTheNodeRanBefore() {
        view.put(revision("aaa", "{'spec':{'containers':[{'name':'aws-node','image':'cni:v1'}]}}"));
        view.put(revision("bbb", "{'spec':{'containers':[{'name':'aws-node','image':'cni:v2'}]}}"));
        view.put(pod("n1", "u1", "v1", "aaa", 1_000), 1_500);

        PodState upgraded = pod("n1", "u2", "v2", "bbb", 2_000);
        assertThat(view.put(upgraded, 2_500).get(0).differences()).containsExactly("image: v1 -> v2");
        assertThat(view.put(running(upgraded, container("v2", 4_000)), 4_100)
                        .get(0)
                        .differences())
                .as("a restart does not undo the upgrade")
                .containsExactly("image: v1 -> v2");
        assertThat(view.snapshot(5_000).get(0).differences()).containsExactly("image: v1 -> v2");
    }

    @Test
    void shouldAttachDifferencesOnceTheTemplateIsKnown() {
        view.put(pod("n1", "u1", "v1", "aaa", 1_000), 1_500);
        view.put(pod("n1", "u2", "v2", "bbb", 2_000), 2_500);
        view.put(revision("aaa", "{'spec':{'containers':[{'name':'aws-node','image':'cni:v1'}]}}"));
        view.put(revision("bbb", "{'spec':{'containers':[{'name':'aws-node','image':'cni:v2'}]}}"));

        assertThat(view.snapshot(5_000).get(0).differences()).containsExactly("image: v1 -> v2");
    }

    @Test
    void shouldForgetNodesThatAreGone() {
        view.put(pod("n1", "u1", "v1", 1_000), 1_500);
        view.removePod("kube-system", "aws-node-u1", "u1", 2_000);
        view.snapshot(2_000 + Duration.ofHours(2).toMillis());

        assertThat(view.put(pod("n1", "u1", "v1", 1_000), 1_500))
                .as("nothing is remembered of it")
                .hasSize(1);
    }

    @Test
    void shouldTellHowMuchOfADaemonSetIsKnown() {
        view.put(new DaemonSetState("kube-system", "aws-node", "d1", List.of("aws-node"), 3, 1));
        view.put(new DaemonSetState("kube-system", "kube-proxy", "d2", List.of("kube-proxy"), 3, 3));
        view.put(pod("n1", "u1", "v1", 1_000), 1_500);

        assertThat(view.coverage()).containsExactly(new Coverage("kube-system", "aws-node", 3, 1, 1));
    }

    @Test
    void shouldKnowADaemonSetThatWasDeletedAndMadeAgain() {
        view.put(new DaemonSetState("kube-system", "aws-node", "d1", List.of("aws-node"), 3, 3));
        view.put(new DaemonSetState("kube-system", "aws-node", "d2", List.of("aws-node"), 3, 0));
        view.removeDaemonSet("kube-system", "aws-node", "d1");

        assertThat(view.coverage()).extracting(Coverage::updated).containsExactly(0);
    }

    @Test
    void shouldReadTheNamespacesThatPatternsName() {
        WorkloadPattern one = new WorkloadPattern("*", "kube-system", "aws-node", "*");
        WorkloadPattern two = new WorkloadPattern("*", "logging", "fluent-bit", "*");
        WorkloadPattern any = new WorkloadPattern("*", "team-*", "agent", "*");

        assertThat(new Watched("prod", List.of(one, two, one)).namespaces()).containsExactly("kube-system", "logging");
        assertThat(new Watched("prod", List.of(one, any)).namespaces()).isEmpty();
    }

    private static RevisionState revision(String hash, String template) {
        return new RevisionState("kube-system", "aws-node", hash, json(template));
    }
}
