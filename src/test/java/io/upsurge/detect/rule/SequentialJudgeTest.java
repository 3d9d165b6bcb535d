package io.upsurge.detect.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.detect.Fleet;
import io.upsurge.detect.rule.Assessment.Finding;
import io.upsurge.model.Anomaly.Attribution;
import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.RuleSettings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SequentialJudgeTest {
    private static final RuleSettings DEFAULTS = RuleSettings.defaults();

    private static JudgedFleet fleet(int nodes) {
        return new JudgedFleet(DEFAULTS, nodes).settled();
    }

    private static Finding found(Assessment assessment) {
        return assessment.finding().orElseThrow();
    }

    @Test
    void shouldConfirmADoublingWithinMinutesAndCertifyItLater() {
        JudgedFleet fleet = fleet(40);
        Finding early = found(fleet.minutes(3, 8, 2, 1));
        assertThat(early.verdict()).isEqualTo(Verdict.SURGE);
        assertThat(early.level()).isGreaterThanOrEqualTo(Level.CONFIRMED);
        assertThat(early.attribution()).contains(Attribution.CONCURRENT_CONTROL);
        Assessment later = fleet.minutes(10, 20, 2, 1);
        assertThat(found(later).level()).isEqualTo(Level.CERTIFIED);
        Certainty certainty = later.certainty().orElseThrow();
        assertThat(certainty.lower()).isGreaterThanOrEqualTo(1.5).isLessThan(certainty.estimate());
        assertThat(certainty.upper()).isGreaterThan(2);
        assertThat(certainty.logEvidence()).isGreaterThan(certainty.logThreshold());
        assertThat(certainty.varianceShares().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isBetween(0.999, 1.001);
    }

    @Test
    void shouldSayNothingOfACleanUpgrade() {
        JudgedFleet fleet = fleet(40);
        for (int i = 0; i < 60; i++) {
            assertThat(fleet.minute(Math.min(32, 4 + i), 1, 1, fleet.now()).finding())
                    .isEmpty();
        }
    }

    @Test
    void shouldSayNothingOfALoadThatAllNodesShare() {
        JudgedFleet fleet = fleet(40);
        Assessment last = fleet.minutes(2, 8, 1, 1);
        assertThat(last.finding()).isEmpty();
        assertThat(fleet.minutes(4, 12, 1, 1.3).finding()).isEmpty();
    }

    @Test
    void shouldSayThatTheWholeFleetRose() {
        JudgedFleet fleet = fleet(40);
        fleet.minutes(3, 8, 1, 1);
        Finding rose = found(fleet.minutes(8, 12, 1, 1.8));
        assertThat(rose)
                .isEqualTo(new Finding(Verdict.FLEET_WIDE, Level.SUSPECTED, Optional.of(Attribution.FLEET_WIDE)));
        assertThat(fleet.minutes(15, 12, 1, 1).over()).contains(Verdict.FLEET_WIDE);
    }

    @Test
    void shouldOnlySuspectWithoutControls() {
        JudgedFleet fleet = fleet(40);
        Finding alone = found(fleet.minutes(20, 40, 2.5, 1));
        assertThat(alone.level()).isEqualTo(Level.SUSPECTED);
        assertThat(alone.attribution()).contains(Attribution.BEFORE_AFTER);
    }

    @Test
    void shouldOnlySuspectWhereFewNodesTaughtTheNoise() {
        JudgedFleet fleet = fleet(9);
        assertThat(found(fleet.minutes(20, 4, 3, 1)).level()).isEqualTo(Level.SUSPECTED);
    }

    @Test
    void shouldNotRestOnTwoNodes() {
        assertThat(fleet(40).minutes(4, 2, 10, 1).finding()).isEmpty();
    }

    @Test
    void shouldSayThatCallsFell() {
        JudgedFleet fleet = fleet(40);
        Finding fell = found(fleet.minutes(5, 10, 0.4, 1));
        assertThat(fell)
                .isEqualTo(
                        new Finding(Verdict.DECREASED, Level.CONFIRMED, Optional.of(Attribution.CONCURRENT_CONTROL)));
        assertThat(fleet.minutes(30, 10, 1, 1).over()).contains(Verdict.DECREASED);
    }

    @Test
    void shouldSpeakOfNewCallsWhereThereWereNone() {
        JudgedFleet fleet = new JudgedFleet(DEFAULTS, 40).settled().withoutBaseline();
        Finding first = found(fleet.minutes(3, 8, 2, 1));
        assertThat(first)
                .isEqualTo(
                        new Finding(Verdict.NEW_CALLS, Level.CONFIRMED, Optional.of(Attribution.CONCURRENT_CONTROL)));
    }

    @Test
    void shouldStaySilentBelowTheMultipleWhereStrictnessIsAskedFor() {
        RuleSettings strict = new RuleSettings(
                DEFAULTS.mode(),
                DEFAULTS.errorBudget(),
                true,
                DEFAULTS.windows(),
                DEFAULTS.forWindows(),
                DEFAULTS.minNodes(),
                DEFAULTS.minCalls(),
                DEFAULTS.resolveWindows(),
                DEFAULTS.expireAfterMs());
        JudgedFleet fleet = new JudgedFleet(strict, 100).settled();
        assertThat(fleet.minutes(20, 50, 1.2, 1).finding()).isEmpty();
        assertThat(new Sequential(strict).describe(Fleet.SIGNAL)).contains("above 1.2");
    }
}
