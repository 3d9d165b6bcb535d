package io.upsurge.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.view.GateVerdict.Answer;
import io.upsurge.view.GateVerdict.KeyAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate, asked after every window of a roll-out. */
class GateScenarioTest {
    private static final long ALL_OF_IT = 24 * 3_600_000L;

    @TempDir
    private Path folder;

    private static List<GateVerdict> answers(String scenario, String to) {
        List<GateVerdict> answers = new ArrayList<>();
        Seen end = Seen.played(scenario, ALL_OF_IT, seen -> answers.add(ask(seen, to)));
        answers.add(ask(end, to));
        return answers;
    }

    private static GateVerdict ask(Seen seen, String to) {
        return seen.view.verdict(Seen.question(to, seen.view.throughMs()));
    }

    private static GateVerdict last(List<GateVerdict> answers) {
        return answers.get(answers.size() - 1);
    }

    @Test
    void shouldLetACleanUpgradePassThatIsSlowEnoughAndNeverFailIt() throws Exception {
        String shipped = Files.readString(Path.of("config/scenarios/clean-upgrade.yaml"));
        Path slow = Files.writeString(
                folder.resolve("slow-upgrade.yaml"),
                shipped.replace("duration: 2h30m", "duration: 14h").replace("every: 90s", "every: 75m"));
        List<GateVerdict> answers = answers(slow.toString(), "");
        assertThat(answers.get(0).verdict()).isEqualTo(Answer.INSUFFICIENT);
        assertThat(answers).extracting(GateVerdict::verdict).doesNotContain(Answer.FAIL);
        assertThat(last(answers).verdict()).as(GateText.of(last(answers))).isEqualTo(Answer.PASS);
    }

    @Test
    void shouldSayWhatIsMissingWhereTheRollOutWasTooFast() {
        List<GateVerdict> answers = answers("clean-upgrade", "");
        assertThat(answers).extracting(GateVerdict::verdict).containsOnly(Answer.INSUFFICIENT);
        assertThat(last(answers).keys())
                .filteredOn(key -> key.answer() == Answer.INSUFFICIENT)
                .extracting(KeyAnswer::why)
                .isNotEmpty()
                .allMatch(why -> why.contains("No node is left that has not changed"));
        assertThat(answers)
                .flatExtracting(GateVerdict::keys)
                .extracting(KeyAnswer::why)
                .anyMatch(why -> why.contains("node-minutes more to decide"));
    }

    @Test
    void shouldFailTheReleaseThatCallsMoreAndNeverLetItPass() {
        List<GateVerdict> answers = answers("cni-1.16.3", "v1.16.3");
        assertThat(new HashSet<>(answers.stream().map(GateVerdict::verdict).toList()))
                .containsExactlyInAnyOrder(Answer.INSUFFICIENT, Answer.FAIL);
        assertThat(last(answers).verdict()).isEqualTo(Answer.FAIL);
        assertThat(last(answers).summary()).contains("GetMetadata calls", "rolled back");
    }

    @Test
    void shouldNotPassWhatNobodySees() {
        Seen seen = Seen.played("cni-1.16.3", 3_600_000L, window -> {});
        long now = seen.view.throughMs();
        assertThat(seen.view.verdict(Seen.question("v9", now)).missing())
                .singleElement()
                .asString()
                .contains("v9");
        assertThat(seen.view.verdict(Seen.question("", now)).verdict()).isEqualTo(Answer.INSUFFICIENT);
        assertThat(seen.view.verdict(Seen.question("", now + 3_600_000L)).verdict())
                .isEqualTo(Answer.INSUFFICIENT);
        assertThat(new FleetView(Seen.DETECTOR, Seen.RETENTION)
                        .verdict(Seen.question("", now))
                        .missing())
                .singleElement()
                .asString()
                .contains("nothing is known");
    }
}
