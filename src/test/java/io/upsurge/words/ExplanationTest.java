package io.upsurge.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Attribution;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Resolution;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.Anomaly.TopNode;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private final Anomalies anomaly = new Anomalies();

    private static String text(Anomaly... changes) {
        return new Explanation(List.of(changes)).text();
    }

    @Test
    void shouldExplainWhatABlindWorkloadMeansForOtherVerdicts() {
        assertThat(text(Anomalies.blind("rollouts"))).isEqualTo("""
                aws-node: blind, no roll-out snapshots
                prod/kube-system/aws-node/aws-node, id 6f1c

                What happened
                  From 2026-03-02T10:12:00Z on: nobody says any more what its nodes run, so that a version may be taken for another.
                  It is no guess: nothing came, while the clock of the cluster went on. 401 nodes were known.
                  Rule: blind after 15 min without rollouts.
                  It is open as of 2026-03-02T10:12:00Z.

                What it means for other verdicts
                  None follows from silence while it is blind. What is open stays open.

                What to check next
                  Does what watches the Kubernetes API run, and may it still list the pods?
                  Was there a roll-out meanwhile? What was judged of it may rest on the version before.
                  Rates by version: upsurge tail version-rates --from beginning --no-follow

                Work it out again
                  upsurge explain 6f1c --recompute""");
    }

    @Test
    void shouldTellTheCourseAndWhatItRestsOn() {
        anomaly.sequence = 1;
        anomaly.state = State.OPEN;
        anomaly.level = Level.SUSPECTED;
        anomaly.at = "2026-03-02T10:12:00Z";
        Anomaly opened = anomaly.build();
        Anomaly updated = Anomalies.surge();

        assertThat(text(opened, updated)).isEqualTo("""
                aws-node v1.16.3: GetMetadata calls 2.6x, at least 2.1x (41 of 43 nodes)
                prod/kube-system/aws-node/aws-node, signal imds-calls{api="GetMetadata"}, v1.15.5 -> v1.16.3, id 6f1c

                What happened
                  From 2026-03-02T10:01:30Z on, nodes moved from v1.15.5 to v1.16.3.
                  On the nodes that moved the calls rose: 12 -> 31.2 calls/min per node (expected -> seen).
                  Rule: sequential: a ratio above 1.2 proven.
                  It is open as of 2026-03-02T10:20:00Z.

                The course
                  2026-03-02T10:12:00Z  open      suspected   2.6x, at least 2.1x; 41 of 43 nodes above, 46 of 401 upgraded, 355 controls
                  2026-03-02T10:20:00Z  updated   confirmed   2.6x, at least 2.1x; 41 of 43 nodes above, 46 of 401 upgraded, 355 controls

                How sure
                  confirmed at 2026-03-02T10:20:00Z: the evidence exceeds the error budget.
                  Evidence then: 4,000 to 1. One staked on a change, in a bet that is fair if nothing changed, would have become that much.
                  What confirms: 20,000 to 1. A false confirmation is allowed in 1 in 1,000 roll-outs, shared by 20 keys.
                  Estimate: 2.6x since the upgrade, at least 2.1x, at most 3.2x.
                  The bounds hold whenever one looks, and for all keys together, but for the error budget.
                  41 nodes surge by themselves: three times what is expected.

                Where the uncertainty comes from
                   55%  upgraded nodes: few of them yet, or they stray from their own past. More nodes and time help.
                   35%  fleet index: the unchanged nodes that set the measure are few, or stray. More of them help.
                   10%  drift: time that passed without unchanged nodes. A slower roll-out helps.

                Nodes, at 2026-03-02T10:20:00Z
                  Used: 43 that moved, settled, with a baseline of their own; 41 of them above 2x.
                  Controls: 355 still on their baseline version.
                  Left out: 1 pending: a restart without a roll-out fact, or a fact without a restart.
                  Left out: 2 warming: restarted so lately that the calls of the start still count.
                  Most extra: ip-10-0-1-7 12 -> 84/min, ip-10-0-1-9 15 -> 66/min.
                  98% of the last window was scraped.

                At full roll-out
                  14.7 extra calls/s now; 208 calls/s once all 401 nodes are upgraded, above the budget of 200.

                What else was seen
                  In the same interval awscni_eni_allocated changed on 3 nodes, control restarted on 1 node. It may explain a part.

                Compared with what
                  Nodes that had not changed yet, at the same time, each measured by its own past.
                  Time of day, load and anything else that meets all nodes alike is taken out.
                  What came with the upgrade on the same nodes is not: a second container, a setting, a restart.
                  No cause is claimed.

                What to check next
                  What else was seen, above: does it explain the change on the nodes named at the top?
                  Pending nodes: does the sender of roll-out facts reach the topic in time?
                  The change log from v1.15.5 to v1.16.3: what makes these calls, and how often?
                  To leave the other nodes as they are: kubectl -n kube-system patch daemonset aws-node -p '{"spec":{"updateStrategy":{"type":"OnDelete"}}}'
                  To go back: kubectl -n kube-system rollout undo daemonset/aws-node (restarts it on every node that moved; going back has risks of its own)
                  Rates by version: upsurge tail version-rates --from beginning --no-follow

                Work it out again
                  upsurge explain 6f1c --recompute""");
    }

    @Test
    void shouldTellHowItEndedAndAdviseNoRollBackThen() {
        anomaly.sequence = 4;
        anomaly.state = State.RESOLVED;
        anomaly.resolution = Optional.of(Resolution.ROLLED_BACK);

        assertThat(text(Anomalies.surge(), anomaly.build()))
                .contains("It ended at 2026-03-02T10:20:00Z: the nodes returned to the version they came from.")
                .doesNotContain("kubectl");
    }

    @Test
    void shouldNotSoundSureWhereNothingWasComparedAtTheSameTime() {
        anomaly.level = Level.SUSPECTED;
        anomaly.attribution = Optional.of(Attribution.BEFORE_AFTER);
        anomaly.verdict = Verdict.LATE_ONSET;
        anomaly.certainty = anomaly.certainty.map(c -> new Anomaly.Certainty(
                c.estimate(), c.lower(), c.upper(), 0.1, 20, c.logThreshold(), 0.001, 1, 0, Map.of()));

        assertThat(text(anomaly.build()))
                .contains("suspected at", "it looks so, without proof")
                .contains("only suspected: it does not come from nodes that were compared at the same time.")
                .contains("Whatever changed on all nodes at that time looks the same")
                .contains("shared by 1 key.")
                .contains("minReadySeconds");
    }

    @Test
    void shouldProjectNoMeanAndGiveNoBoundWhereThereIsNone() {
        anomaly.kind = Kind.MEAN;
        anomaly.certainty = Optional.empty();
        anomaly.attribution = Optional.empty();
        anomaly.confounders = Map.of();

        assertThat(text(anomaly.build()))
                .contains("There is no error bound", "Nothing that is watched for")
                .doesNotContain("At full roll-out", "/min", "Where the uncertainty");
    }

    @Test
    void shouldKeepNamesThatAreNoNamesOutOfCommands() {
        anomaly.key = new SignalKey(new Workload("prod", "kube-system", "a;rm -rf x", "main"), "s", "");

        assertThat(text(anomaly.build())).doesNotContain("kubectl");
    }

    @Property(tries = 100)
    void shouldKeepHostileTextInItsLine(
            @ForAll @NotEmpty String name,
            @ForAll Verdict verdict,
            @ForAll Kind kind,
            @ForAll Attribution attribution) {
        long usual = text(hostile("n", verdict, kind, attribution)).lines().count();

        String printed = text(hostile(name, verdict, kind, attribution));

        assertThat(printed.split("\\R", -1)).hasSize((int) usual);
        assertThat(printed.chars().filter(c -> c != '\n').anyMatch(Character::isISOControl))
                .isFalse();
    }

    private static Anomaly hostile(String name, Verdict verdict, Kind kind, Attribution attribution) {
        Anomalies hostile = new Anomalies();
        hostile.key = new SignalKey(Anomalies.AWS_NODE, "s", name);
        hostile.toVersion = name;
        hostile.id = name;
        hostile.rule = name;
        hostile.verdict = verdict;
        hostile.kind = kind;
        hostile.attribution = Optional.of(attribution);
        hostile.excluded = Map.of(name, 1);
        hostile.confounders = Map.of(name, 1);
        hostile.top = new ArrayList<>(List.of(new TopNode(name, 1, 2)));
        hostile.budget = OptionalDouble.of(5);
        return hostile.build();
    }
}
