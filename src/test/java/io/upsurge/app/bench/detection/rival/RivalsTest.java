package io.upsurge.app.bench.detection.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RivalsTest {
    private static final double M = 1.5;
    private static final int HISTORY = 70;

    private static Stream after(Rival rival) {
        return new Stream(rival).windows(HISTORY, 0, 1, 1);
    }

    static List<String> names() {
        return RivalPanel.all(M).stream().map(Rival::name).toList();
    }

    private static Rival called(String name) {
        return RivalPanel.all(M).stream()
                .filter(rival -> rival.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldHearACallThatIsMadeThreeTimesAsOften(String name) {
        assertThat(after(called(name)).windows(30, 10, 3, 1).spokeAt).isGreaterThan(HISTORY);
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldSayNothingWhereNothingChanges(String name) {
        // A canary judge of the ranks alone speaks at the difference of two groups of nodes; its control are other
        // nodes.
        if (!name.equals("Kayenta-like")) {
            assertThat(after(called(name)).windows(60, 10, 1, 1).spokeAt).isNegative();
        }
    }

    @Test
    void naiveRatioShouldMistakeAStartForASurge() {
        assertThat(after(new NaiveRatio(M)).restart(10, 5).spokeAt).isEqualTo(HISTORY + 1);
        assertThat(after(new OwnBaseline(M, 1)).restart(10, 5).spokeAt).isNegative();
    }

    @Test
    void ownBaselineShouldSpeakAtOnceOrAfterItsTime() {
        assertThat(after(new OwnBaseline(M, 1)).windows(10, 10, 2, 1).spokeAt).isEqualTo(HISTORY + 1);
        assertThat(after(new OwnBaseline(M, 5)).windows(10, 10, 2, 1).spokeAt).isEqualTo(HISTORY + 5);
        assertThat(after(new OwnBaseline(M, 1)).windows(60, 10, 1.3, 1).spokeAt).isNegative();
    }

    @Test
    void promOffsetShouldSeeTheWholeFleetAndMistakeALoadStep() {
        // A tenth of the calls doubled is 1.1 times the fleet's.
        assertThat(after(new PromOffset(M)).windows(30, 2, 2, 1).spokeAt).isNegative();
        // Five windows for the rate, five for the wait; the fleet is at 1.8 from the fourth on.
        assertThat(after(new PromOffset(M)).windows(30, 20, 1, 1.8).spokeAt).isEqualTo(HISTORY + 8);
    }

    @Test
    void promByVersionShouldCompareVersionsAtTheSameTime() {
        assertThat(after(new PromByVersion(M)).windows(30, 10, 1, 1.8).spokeAt).isNegative();
        // The first ten nodes are the small ones: 14.5 against 24.5 calls a minute, so 3x looks like 1.78x.
        assertThat(after(new PromByVersion(M)).windows(30, 10, 3, 1).spokeAt).isEqualTo(HISTORY + 5);
        assertThat(after(new PromByVersion(M)).windows(30, 10, 2, 1).spokeAt).isNegative();
    }

    @Test
    void poissonEvidenceShouldIgnoreLoadThatAllNodesShareAndCusumShouldNot() {
        assertThat(after(new PoissonEvidence()).windows(60, 10, 1, 1.8).spokeAt).isNegative();
        assertThat(after(new PoissonCusum(M)).windows(60, 10, 1, 1.8).spokeAt).isPositive();
    }

    @Test
    void cusumShouldSpeakWhenTheLogLikelihoodReachesItsLimit() {
        // A window at 1.5x of 145 expected calls adds 217.5 ln 1.5 - 72.5 = 15.7; ln 1000 is 6.9.
        assertThat(after(new PoissonCusum(M)).windows(5, 10, 1.5, 1).spokeAt).isEqualTo(HISTORY + 1);
        // At 1.2x it falls: 174 ln 1.5 - 72.5 = -1.9.
        assertThat(after(new PoissonCusum(M)).windows(60, 10, 1.2, 1).spokeAt).isNegative();
    }

    @Test
    void canaryJudgeShouldWaitForTenPoints() {
        Supplier<Rival> judge = () -> new CanaryJudge("k", M, true);
        assertThat(after(judge.get()).windows(9, 10, 2, 1).spokeAt).isNegative();
        assertThat(after(judge.get()).windows(10, 10, 2, 1).spokeAt).isEqualTo(HISTORY + 10);
        assertThat(after(judge.get()).windows(60, 10, 1.3, 1).spokeAt).isNegative();
    }

    @Test
    void changePointTestShouldFindASmallShift() {
        assertThat(after(new ChangePointTest()).windows(20, 10, 1.2, 1).spokeAt).isEqualTo(HISTORY + 5);
    }

    @Test
    void rankShiftShouldBeTheMedianOfDifferencesWithItsInterval() {
        double[] low = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        double[] high = {6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        RankShift shift = RankShift.of(high, low, 0.98);
        assertThat(shift.estimate()).isCloseTo(5, within(1e-9));
        // wilcox.test(high, low, conf.int = TRUE, conf.level = 0.98, exact = FALSE) in R has its lower end near 2.
        assertThat(shift.lower()).isBetween(1.0, 2.0);
    }
}
