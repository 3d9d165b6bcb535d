package io.upsurge.detect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.detect.Fleet;
import io.upsurge.detect.InMemoryEngine;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.detect.engine.EngineStates;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.RuleSettings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ForgottenCandidateTest {
    private final EngineStates states = EngineStates.onHeap(2);

    /** The candidates that are remembered after a roll-out of 10 nodes; a version is adopted after half an hour. */
    private Set<String> candidates(int minutes, double factor) {
        EngineSettings plain = EngineSettings.defaults();
        EngineSettings hasty = new EngineSettings(
                plain.windowMs(),
                plain.graceMs(),
                plain.warmUpMs(),
                plain.maxGapMs(),
                plain.pendingMs(),
                plain.awaitResetMs(),
                plain.futureToleranceMs(),
                plain.nodeExpiryMs(),
                plain.maxSeriesPerContainer(),
                plain.maxKeysPerWorkload(),
                plain.baselineHalfLifeWindows(),
                30 * Fleet.MINUTE,
                plain.blindAfterMs());
        InMemoryEngine engine =
                new InMemoryEngine(states, Detector.of(List.of(Fleet.SIGNAL), hasty, RuleSettings.defaults()));
        Fleet.feed(engine, Fleet.rollout("c1", 10, minutes, 40, factor));
        Set<String> versions = new TreeSet<>();
        states.fleet()
                .keys()
                .forEach("", (key, state) -> versions.addAll(state.candidates().keySet()));
        return versions;
    }

    @Test
    void shouldRememberACandidateWhileNodesRunIt() {
        assertThat(candidates(70, 1)).containsExactly("B");
    }

    @Test
    void shouldForgetACandidateThatHasBecomeTheBaselineForLong() {
        assertThat(candidates(120, 1)).isEmpty();
    }

    @Test
    void shouldRememberACandidateOfWhichSomethingWasSaid() {
        assertThat(candidates(120, 2.6)).containsExactly("B");
    }
}
