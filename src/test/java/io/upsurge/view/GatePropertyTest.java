package io.upsurge.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.detect.evidence.NormalMixture;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Signal;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.VersionRate.Bounds;
import io.upsurge.model.VersionRate.Standing;
import io.upsurge.model.Window;
import io.upsurge.view.GateVerdict.Answer;
import io.upsurge.view.GateVerdict.KeyAnswer;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class GatePropertyTest {
    private static final Signal SIGNAL = Seen.DETECTOR.signals().stream()
            .filter(signal -> signal.kind() == Signal.Kind.RATE)
            .findFirst()
            .orElseThrow();
    private static final SignalKey KEY = new SignalKey(Seen.AWS_NODE, SIGNAL.id(), "");
    private static final double NODE_SECONDS = 36_000;

    private static KeyAnswer ask(double estimate, double error, int judged, int controls) {
        RateSeries series = new RateSeries(KEY, "v2");
        series.put(new VersionRate(
                KEY,
                SIGNAL.kind(),
                new Window(0, 60_000),
                "v2",
                Optional.of("v1"),
                judged,
                0,
                0,
                NODE_SECONDS,
                NODE_SECONDS,
                Optional.empty(),
                OptionalDouble.of(estimate),
                Optional.of(new Standing(
                        true, 1, estimate, judged, controls, Optional.of(new Bounds(estimate, 0, 0, error, 0, 9)))),
                1,
                0,
                0));
        GateQuestion question = new GateQuestion(
                "c", "n", "d", "", "", Level.CONFIRMED, GateQuestion.RISK, GateQuestion.MIN_NODES, Set.of(), 0, 1);
        return new Gate(SIGNAL, question)
                .answer(new Gate.Known(KEY, series, 1_000, Optional.empty(), 60))
                .orElseThrow();
    }

    @Property
    void shouldPassOnlyWhatIsExcludedOnNodesEnough(
            @ForAll @DoubleRange(min = 0.1, max = 10) double estimate,
            @ForAll @DoubleRange(min = 0.01, max = 2) double error,
            @ForAll @IntRange(max = 10) int judged,
            @ForAll @IntRange(max = 10) int controls) {
        KeyAnswer answer = ask(estimate, error, judged, controls);
        boolean excluded = answer.upper() < SIGNAL.multiple() || (answer.upper() - 1) * 60 < SIGNAL.floor();
        assertThat(answer.answer() == Answer.PASS)
                .isEqualTo(excluded && judged >= GateQuestion.MIN_NODES && controls >= 3);
        assertThat(answer.answer()).isNotEqualTo(Answer.FAIL);
    }

    @Property
    void shouldPassOnceTheMissingTimeHasCome(
            @ForAll @DoubleRange(min = 0.3, max = 1.4) double estimate,
            @ForAll @DoubleRange(min = 0.01, max = 1) double error) {
        KeyAnswer answer = ask(estimate, error, 5, 5);
        if (answer.moreNodeMinutes().isEmpty()) {
            return;
        }
        double longer = 1 + answer.moreNodeMinutes().getAsDouble() * 60 / NODE_SECONDS;
        double information = longer / (error * error);
        assertThat(new NormalMixture(GateQuestion.RISK).distance(information * 1.0001, GateQuestion.RISK))
                .isLessThanOrEqualTo(Math.log(SIGNAL.multiple() / estimate));
        assertThat(ask(estimate, error / Math.sqrt(longer * 1.0001), 5, 5).answer())
                .isEqualTo(Answer.PASS);
    }

    @Property
    void shouldPassWithLessOfARiseAndWithMoreInformation(
            @ForAll @DoubleRange(min = 0.3, max = 3) double estimate,
            @ForAll @DoubleRange(min = 0.01, max = 1) double error) {
        if (ask(estimate, error, 5, 5).answer() == Answer.PASS) {
            assertThat(ask(estimate * 0.9, error, 5, 5).answer()).isEqualTo(Answer.PASS);
            assertThat(ask(estimate, error * 0.9, 5, 5).answer()).isEqualTo(Answer.PASS);
        }
    }
}
