package io.upsurge.app.bench.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Which faults come when. The same seed and numbers give the same plan; what the processes are at when a fault comes is
 * another each time.
 *
 * @param faults the faults by the time at which they come
 */
record FaultPlan(List<Fault> faults) {
    /** An instance is left alone for so long after a fault, milliseconds. */
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
        List<Fault.Kind> kinds = kinds(plan);
        Collections.shuffle(kinds, random);
        long totalMs = plan.seconds() * 1_000L;
        List<Fault> faults = new ArrayList<>();
        for (double share : UNDISTURBED) {
            faults.add(new Fault(Fault.Kind.NOTHING, Fault.NONE, (long) (share * totalMs), 0));
        }
        double slotMs = (LAST - FIRST) * totalMs / kinds.size();
        long[] freeMs = new long[plan.instances()];
        for (int i = 0; i < kinds.size(); i++) {
            long wantedMs = (long) (FIRST * totalMs + slotMs * (i + 0.6 * random.nextDouble()));
            Fault.Kind kind = kinds.get(i);
            long lastsMs = lastsMs(kind, plan, slotMs, random);
            int first = random.nextInt(plan.instances());
            if (kind.ofOne()) {
                int instance = soonestFree(freeMs, first, wantedMs);
                Fault fault = new Fault(kind, instance, Math.max(wantedMs, freeMs[instance]), lastsMs);
                freeMs[instance] = fault.endMs() + REST_MS;
                faults.add(fault);
            } else if (kind == Fault.Kind.KILL_ALL) {
                long allFreeMs = Arrays.stream(freeMs).max().orElseThrow();
                Fault fault = new Fault(kind, Fault.NONE, Math.max(wantedMs, allFreeMs), lastsMs);
                Arrays.fill(freeMs, fault.endMs() + REST_MS);
                faults.add(fault);
            } else {
                faults.add(new Fault(kind, Fault.NONE, wantedMs, lastsMs));
            }
        }
        faults.sort(Comparator.comparingLong(Fault::atMs));
        return new FaultPlan(faults);
    }

    private static List<Fault.Kind> kinds(ChaosPlan plan) {
        List<Fault.Kind> kinds = new ArrayList<>();
        for (int kill = 0; kill < plan.kills(); kill++) {
            boolean all = kill % 4 == 3;
            kinds.add(all ? Fault.Kind.KILL_ALL : kill % 2 == 1 ? Fault.Kind.KILL_AND_LOSE : Fault.Kind.KILL);
        }
        int others = Math.max(1, plan.kills() / 4);
        for (Fault.Kind kind : List.of(Fault.Kind.STOP, Fault.Kind.ZOMBIE, Fault.Kind.NAP, Fault.Kind.BROKER_PAUSE)) {
            kinds.addAll(Collections.nCopies(others, kind));
        }
        return kinds;
    }

    private static long lastsMs(Fault.Kind kind, ChaosPlan plan, double slotMs, Random random) {
        double share = random.nextDouble();
        double sessionMs = plan.sessionMs();
        return (long)
                switch (kind) {
                    case NOTHING -> 0;
                    case KILL, KILL_AND_LOSE, KILL_ALL -> share * Math.min(sessionMs, slotMs);
                    case STOP -> share * 3_000;
                    case ZOMBIE -> sessionMs + 2_000 + share * 5_000;
                    case NAP -> sessionMs * (0.7 + 0.2 * share);
                    case BROKER_PAUSE -> 2_000 + share * 4_000;
                };
    }

    /** The first instance from {@code first} on that is free then, or the one that is free next. */
    private static int soonestFree(long[] freeMs, int first, long wantedMs) {
        int best = first;
        for (int i = 0; i < freeMs.length; i++) {
            int instance = (first + i) % freeMs.length;
            if (freeMs[instance] <= wantedMs) {
                return instance;
            }
            best = freeMs[instance] < freeMs[best] ? instance : best;
        }
        return best;
    }

    /** How many faults of some kinds there are. */
    long count(Predicate<Fault.Kind> kinds) {
        return faults.stream().filter(fault -> kinds.test(fault.kind())).count();
    }
}
