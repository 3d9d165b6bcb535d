package io.upsurge.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.explain.Recomputation.Outcome;
import io.upsurge.app.explain.Recomputation.Reach;
import io.upsurge.app.explain.Recomputation.Result;
import io.upsurge.model.Anomaly;
import io.upsurge.words.Anomalies;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChangeDifferencesTest {

    @Test
    void shouldFindNoneBetweenEqualChanges() {
        assertThat(new ChangeDifferences(List.of(Anomalies.surge()), List.of(Anomalies.surge())).lines())
                .isEmpty();
    }

    @Test
    void shouldNameEveryFieldThatDiffersByABit() {
        Anomalies other = new Anomalies();
        other.candidateRate = Math.nextUp(other.candidateRate);
        other.certainty = other.certainty.map(
                c -> new Anomaly.Certainty(c.estimate(), 2.0, c.upper(), c.standardError(), 1, 2, 0.001, 20, 41, null));
        Anomalies third = new Anomalies();
        third.sequence = 4;
        third.attribution = Optional.empty();

        List<String> lines =
                new ChangeDifferences(List.of(Anomalies.surge(), third.build()), List.of(other.build())).lines();

        assertThat(lines)
                .contains("change 3: evidence.candidateRate was 0.52, is 0.5200000000000001")
                .contains("change 3: evidence.certainty.lower was 2.15, is 2.0")
                .contains("change 4 does not come out")
                .noneMatch(line -> line.contains("ratio"));
        assertThat(new ChangeDifferences(List.of(), List.of(third.build())).lines())
                .containsExactly("change 4 comes out and was not told");
    }

    @Test
    void shouldSayWhatFollowsFromTheOutcome() {
        Reach reach = new Reach(120, 4, OptionalLong.of(0));
        assertThat(RecomputationText.of(new Result("6f1c", Outcome.SAME, 5, 5, List.of(), reach)))
                .isEqualTo("""
                Same: all 5 changes of 6f1c come out again, bit for bit.
                  Read 120 scrapes and 4 roll-out facts of the cluster, from 1970-01-01T00:00:00Z on.""");
        assertThat(RecomputationText.of(new Result("6f1c", Outcome.DIFFERENT, 5, 4, List.of("a\nb"), reach)))
                .contains("Different: ", "\n  a\\nb\n", "\nWhat may be the reason\n");
        assertThat(RecomputationText.of(new Result("6f1c", Outcome.OUT_OF_REACH, 5, 0, List.of("a"), reach)))
                .startsWith("Cannot be told: ")
                .contains("records that retention has deleted")
                .doesNotContain("What may be the reason");
    }
}
