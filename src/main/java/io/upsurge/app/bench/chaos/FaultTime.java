package io.upsurge.app.bench.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * How long results stayed away after the faults of one kind.
 *
 * @param kind the kind
 * @param faults how many there were
 * @param measured after how many of them results came again before the end
 * @param medianMs median time from the fault until results came again, milliseconds; 0 where none was measured
 * @param maxMs longest of these times, milliseconds; 0 where none was measured
 */
record FaultTime(Fault.Kind kind, int faults, int measured, long medianMs, long maxMs) {

    static List<FaultTime> of(List<Observer.Watch> watches) {
        return Arrays.stream(Fault.Kind.values())
                .map(kind -> of(
                        kind,
                        watches.stream()
                                .filter(watch -> watch.fault().kind() == kind)
                                .toList()))
                .filter(time -> time.faults() > 0)
                .toList();
    }

    private static FaultTime of(Fault.Kind kind, List<Observer.Watch> watches) {
        long[] times = watches.stream()
                .map(Observer.Watch::tookMs)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .sorted()
                .toArray();
        return times.length == 0
                ? new FaultTime(kind, watches.size(), 0, 0, 0)
                : new FaultTime(kind, watches.size(), times.length, median(times), times[times.length - 1]);
    }

    private static long median(long[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
