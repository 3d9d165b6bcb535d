package io.upsurge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.words.Anomalies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

    @Test
    void shouldBeQuietUntilItIsSureEnough() {
        Routing confirmed = Life.from(Level.CONFIRMED);

        assertThat(confirmed.admits(new Life("a").open(Level.SUSPECTED))).isFalse();
        assertThat(confirmed.admits(new Life("a").open(Level.CONFIRMED))).isTrue();
        assertThat(confirmed.admits(new Life("a").open(Level.CERTIFIED))).isTrue();
    }

    @Test
    void shouldTellOfWhatIsBlindButNotOfDropsUnlessAsked() {
        Anomalies fewer = new Anomalies();
        fewer.verdict = Verdict.DECREASED;

        assertThat(Life.from(Level.CONFIRMED).admits(Anomalies.blind("samples")))
                .isTrue();
        assertThat(Life.from(Level.CONFIRMED).admits(fewer.build())).isFalse();
    }

    @Test
    void shouldTellOfWhatIsBlindWhateverTheSignals() {
        Routing signals = new Routing(
                Level.CONFIRMED,
                Routing.usualVerdicts(),
                Globs.ANY,
                Globs.ANY,
                Globs.ANY,
                new Globs(List.of("other-*")));

        assertThat(signals.admits(Anomalies.blind("rollouts"))).isTrue();
        assertThat(signals.admits(Anomalies.surge())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "prod, true",
        "*, true",
        "pr*, true",
        "*od, true",
        "p*d, true",
        "dev|prod, true",
        "pro, false",
        "dev*, false",
        "p.od, false",
        "'', false"
    })
    void shouldTakeClustersByNameOrPattern(String patterns, boolean expected) {
        Anomaly surge = Anomalies.surge();
        Globs clusters = new Globs(List.of(patterns.split("\\|", -1)));

        assertThat(new Routing(Level.CONFIRMED, Routing.usualVerdicts(), clusters, Globs.ANY, Globs.ANY, Globs.ANY)
                        .admits(surge))
                .isEqualTo(expected);
    }

    @Test
    void shouldHaveAnotherNameForOtherRules() {
        assertThat(RulesName.of(Life.from(Level.CONFIRMED), Updates.LEVEL))
                .isEqualTo(RulesName.of(Life.from(Level.CONFIRMED), Updates.LEVEL))
                .isNotEqualTo(RulesName.of(Life.from(Level.SUSPECTED), Updates.LEVEL))
                .isNotEqualTo(RulesName.of(Life.from(Level.CONFIRMED), Updates.ALL));
    }
}
