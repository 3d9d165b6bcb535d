package io.upsurge.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.view.GateVerdict.Answer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateScenarioTest {

    private static List<Answer> answers(String scenario, String to) {
        List<Answer> answers = new ArrayList<>();
        Seen end = Seen.played(scenario, 24 * 3_600_000L, seen -> answers.add(ask(seen, to).verdict()));
        GateVerdict last = ask(end, to);
        answers.add(last.verdict());
        System.out.println(scenario + " " + answers.indexOf(Answer.PASS) + " " + answers.indexOf(Answer.FAIL) + " of " + answers.size() + " " + last.summary() + last.missing());
        last.keys().forEach(key -> System.out.println("   " + key.answer() + " " + key.signal() + " " + key.name() + " " + key.outcome() + " " + key.why()));
        return answers;
    }

    private static GateVerdict ask(Seen seen, String to) {
        return seen.view.verdict(Seen.question(to, seen.view.throughMs()));
    }

    @Test
    void shouldLetACleanUpgradePassAndNeverFailIt() {
        List<Answer> answers = answers("clean-upgrade", "");
        assertThat(answers.get(0)).isEqualTo(Answer.INSUFFICIENT);
        assertThat(answers).doesNotContain(Answer.FAIL);
        assertThat(answers.get(answers.size() - 1)).isEqualTo(Answer.PASS);
    }

    @Test
    void shouldFailTheReleaseThatCallsMoreAndNeverLetItPass() {
        List<Answer> answers = answers("cni-1.16.3", "v1.16.3");
        Set<Answer> seen = EnumSet.copyOf(answers);
        assertThat(seen).containsExactlyInAnyOrder(Answer.INSUFFICIENT, Answer.FAIL);
        assertThat(answers.get(answers.size() - 1)).isEqualTo(Answer.FAIL);
    }
}
