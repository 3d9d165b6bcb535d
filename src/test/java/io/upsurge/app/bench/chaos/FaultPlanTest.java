package io.upsurge.app.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.UpsurgeConfig.StoreKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static ChaosPlan plan(long seed, boolean brisk) {
        ChaosPlan.Cast cast = new ChaosPlan.Cast(3, 4, StoreKind.MEMORY, 0);
        return new ChaosPlan(seed, cast, 12, Mixture.ofAll(8, 3), brisk ? 12 : 70, brisk ? 150 : 900, brisk);
    }

    @Test
    void shouldPlanTheSameForTheSameSeedAlone() {
        assertThat(FaultPlan.of(plan(7, true))).isEqualTo(FaultPlan.of(plan(7, true)));
        assertThat(FaultPlan.of(plan(7, true))).isNotEqualTo(FaultPlan.of(plan(8, true)));
    }

    @Test
    void shouldHaveEveryKindOfFault() {
        FaultPlan faults = FaultPlan.of(plan(1, false));
        Set<FaultKind> kinds = faults.faults().stream().map(Fault::kind).collect(Collectors.toSet());
        assertThat(kinds).isEqualTo(EnumSet.allOf(FaultKind.class));
        assertThat(faults.count(kind -> kind == FaultKind.KILL)).isEqualTo(4);
        assertThat(faults.count(kind -> kind == FaultKind.KILL_AND_LOSE)).isEqualTo(2);
        assertThat(faults.count(kind -> kind == FaultKind.KILL_ALL)).isEqualTo(2);
        assertThat(faults.count(kind -> kind == FaultKind.BROKER_OUTAGE)).isEqualTo(2);
    }

    @Test
    void shouldNeverDoTwoThingsToTheSameAtOnce() {
        for (long seed = 0; seed < 200; seed++) {
            List<Fault> faults = FaultPlan.of(plan(seed, seed % 2 == 0)).faults();
            for (Fault fault : faults) {
                assertThat(faults)
                        .filteredOn(other -> !other.equals(fault) && concernSame(fault, other))
                        .noneMatch(other -> other.atMs() <= fault.endMs() && fault.atMs() <= other.endMs());
            }
        }
    }

    private static boolean concernSame(Fault a, Fault b) {
        boolean instances = isOfInstances(a) && isOfInstances(b);
        boolean one = a.kind().target() == Target.ONE && b.kind().target() == Target.ONE;
        return instances
                ? !one || a.instance() == b.instance()
                : a.kind().target() == b.kind().target() && a.kind() != FaultKind.NOTHING;
    }

    private static boolean isOfInstances(Fault fault) {
        return fault.kind().target() == Target.ONE || fault.kind().target().ofSeveral();
    }

    @Test
    void shouldFreezeAZombieForLongerThanItsSessionAndANapForLess() {
        ChaosPlan plan = plan(3, false);
        assertThat(FaultPlan.of(plan).faults())
                .filteredOn(fault -> fault.kind() == FaultKind.ZOMBIE)
                .isNotEmpty()
                .allMatch(fault -> fault.lastsMs() > plan.sessionMs());
        assertThat(FaultPlan.of(plan).faults())
                .filteredOn(fault -> fault.kind() == FaultKind.NAP)
                .isNotEmpty()
                .allMatch(fault -> fault.lastsMs() < plan.sessionMs());
    }
}
