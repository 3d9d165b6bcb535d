package io.upsurge.app.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.bench.chaos.Fault.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static ChaosPlan plan(long seed, boolean brisk) {
        return new ChaosPlan(seed, 3, 4, 12, 8, brisk ? 75 : 900, brisk);
    }

    @Test
    void shouldPlanTheSameForTheSameSeedAlone() {
        assertThat(FaultPlan.of(plan(7, true))).isEqualTo(FaultPlan.of(plan(7, true)));
        assertThat(FaultPlan.of(plan(7, true))).isNotEqualTo(FaultPlan.of(plan(8, true)));
    }

    @Test
    void shouldHaveEveryKindOfFault() {
        FaultPlan faults = FaultPlan.of(plan(1, false));
        Set<Kind> kinds = faults.faults().stream().map(Fault::kind).collect(Collectors.toSet());
        assertThat(kinds).isEqualTo(EnumSet.allOf(Kind.class));
        assertThat(faults.faults()).filteredOn(fault -> fault.kind().kills()).hasSize(8);
    }

    @Test
    void shouldNeverDoTwoThingsToAnInstanceAtOnce() {
        for (long seed = 0; seed < 200; seed++) {
            List<Fault> faults = FaultPlan.of(plan(seed, seed % 2 == 0)).faults();
            for (Fault fault : faults) {
                assertThat(faults)
                        .filteredOn(other -> !other.equals(fault) && concernSameInstance(fault, other))
                        .noneMatch(other -> other.atMs() <= fault.endMs() && fault.atMs() <= other.endMs());
            }
        }
    }

    private static boolean concernSameInstance(Fault a, Fault b) {
        boolean one = a.kind().ofOne() && b.kind().ofOne() && a.instance() == b.instance();
        return one
                || (a.kind() == Kind.KILL_ALL && b.kind().ofOne())
                || (b.kind() == Kind.KILL_ALL && a.kind().ofOne());
    }

    @Test
    void shouldFreezeAZombieForLongerThanItsSessionAndANapForLess() {
        ChaosPlan plan = plan(3, false);
        assertThat(FaultPlan.of(plan).faults())
                .filteredOn(fault -> fault.kind() == Kind.ZOMBIE)
                .isNotEmpty()
                .allMatch(fault -> fault.lastsMs() > plan.sessionMs());
        assertThat(FaultPlan.of(plan).faults())
                .filteredOn(fault -> fault.kind() == Kind.NAP)
                .isNotEmpty()
                .allMatch(fault -> fault.lastsMs() < plan.sessionMs());
    }
}
