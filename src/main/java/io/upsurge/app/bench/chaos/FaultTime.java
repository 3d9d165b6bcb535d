package io.upsurge.app.bench.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * How long results stayed away after the faults of one kind.
 *
 * @param kind the kind
 * @param faults how many there were
 * @param lastedMs median of how long they lasted, until they were undone, milliseconds
 * @param measured after how many of them results came again before the end
 * @param medianMs median time from the fault until results came again, milliseconds; 0 where none was measured
 * @param maxMs longest of these times, milliseconds; 0 where none was measured
 */
record FaultTime(FaultKind kind, int faults, long lastedMs, int measured, long medianMs, long maxMs) {

    static List<FaultTime> of(List<Observer.Watch> watches) {
        return Arrays.stream(FaultKind.values())
                .map(kind -> of(
                        kind,
                        watches.stream()
                                .filter(watch -> watch.fault().kind() == kind)
                                .toList()))
                .filter(time -> time.faults() > 0)
                .toList();
    }

    private static FaultTime of(FaultKind kind, List<Observer.Watch> watches) {
        long[] times = watches.stream()
                .map(Observer.Watch::tookMs)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .sorted()
                .toArray();
        long lastedMs = median(watches.stream()
                .mapToLong(watch -> watch.fault().lastsMs())
                .sorted()
                .toArray());
        return new FaultTime(
                kind,
                watches.size(),
                lastedMs,
                times.length,
                median(times),
                times.length == 0 ? 0 : times[times.length - 1]);
    }

    private static long median(long[] sorted) {
        return sorted.length == 0 ? 0 : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
