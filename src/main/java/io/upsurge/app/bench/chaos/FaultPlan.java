package io.upsurge.app.bench.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Which faults come when. The same seed and numbers give the same plan; what the processes are at when a fault comes is
 * another each time.
 *
 * @param faults the faults by the time at which they come
 */
record FaultPlan(List<Fault> faults) {
    /** An instance or a server is left alone for so long after a fault, milliseconds. */
    private static final long REST_MS = 1_000;

    private static final double[] UNDISTURBED = {0.04, 0.08};
    private static final double FIRST = 0.12;
    private static final double LAST = 0.88;

    /** Copies the faults. */
    FaultPlan {
        faults = List.copyOf(faults);
    }

    static FaultPlan of(ChaosPlan plan) {
        Random random = new Random(plan.seed());
        List<FaultKind> kinds = new ArrayList<>(plan.faults());
        Collections.shuffle(kinds, random);
        long totalMs = plan.seconds() * 1_000L;
        double slotMs = (LAST - FIRST) * totalMs / kinds.size();
        Calendar calendar = new Calendar(plan.cast().instances());
        for (double share : UNDISTURBED) {
            calendar.add(FaultKind.NOTHING, Fault.NONE, (long) (share * totalMs), 0);
        }
        for (int i = 0; i < kinds.size(); i++) {
            long wantedMs = (long) (FIRST * totalMs + slotMs * (i + 0.6 * random.nextDouble()));
            FaultKind kind = kinds.get(i);
            long lastsMs = (long) kind.lasting().ms(plan, slotMs, random.nextDouble());
            calendar.add(kind, random.nextInt(plan.cast().instances()), wantedMs, lastsMs);
        }
        return new FaultPlan(calendar.faults.stream()
                .sorted(Comparator.comparingLong(Fault::atMs))
                .toList());
    }

    /** How many faults of some kinds there are. */
    long count(Predicate<FaultKind> kinds) {
        return faults.stream().filter(fault -> kinds.test(fault.kind())).count();
    }

    /** Who is free when. */
    private static final class Calendar {
        private final long[] instancesFreeMs;
        private final Map<Target, Long> serversFreeMs = new EnumMap<>(Target.class);
        private final List<Fault> faults = new ArrayList<>();

        Calendar(int instances) {
            instancesFreeMs = new long[instances];
        }

        void add(FaultKind kind, int first, long wantedMs, long lastsMs) {
            Target target = kind.target();
            int instance = target == Target.ONE
                    ? soonestFree(first, wantedMs)
                    : target == Target.ALL_BUT_ONE ? first : Fault.NONE;
            List<Integer> instances = target.instances(instance, instancesFreeMs.length);
            // Whoever stays while all others are away must not be away itself.
            long freeMs = target.ofSeveral()
                    ? Arrays.stream(instancesFreeMs).max().orElseThrow()
                    : instances.isEmpty() ? serversFreeMs.getOrDefault(target, 0L) : instancesFreeMs[instance];
            Fault fault = new Fault(kind, instance, Math.max(wantedMs, freeMs), lastsMs);
            long restedMs = fault.endMs() + REST_MS;
            if (target.ofSeveral()) {
                Arrays.fill(instancesFreeMs, restedMs);
            } else if (target == Target.ONE) {
                instancesFreeMs[instance] = restedMs;
            } else if (target != Target.NOBODY) {
                serversFreeMs.put(target, restedMs);
            }
            faults.add(fault);
        }

        /** The first instance from {@code first} on that is free then, or the one that is free next. */
        private int soonestFree(int first, long wantedMs) {
            int best = first;
            for (int i = 0; i < instancesFreeMs.length; i++) {
                int instance = (first + i) % instancesFreeMs.length;
                if (instancesFreeMs[instance] <= wantedMs) {
                    return instance;
                }
                best = instancesFreeMs[instance] < instancesFreeMs[best] ? instance : best;
            }
            return best;
        }
    }
}
