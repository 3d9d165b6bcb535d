package io.upsurge.app.bench.detection;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.Anomaly.Verdict;
import java.util.OptionalDouble;

/** What the benchmark reads from an anomaly: the one place that knows which fields mean what. */
final class AlarmReader {
    private AlarmReader() {}

    /** Whether somebody would be told that calls have become more frequent. */
    static boolean isAlarm(Anomaly anomaly) {
        return isSaid(anomaly) && (anomaly.verdict() == Verdict.SURGE || anomaly.verdict() == Verdict.NEW_CALLS);
    }

    /** Whether it says something, rather than taking it back. */
    static boolean isSaid(Anomaly anomaly) {
        return anomaly.state() == State.OPEN || anomaly.state() == State.UPDATED;
    }

    /** Lower bound of the ratio; empty where the rule does not say. */
    static OptionalDouble lowerBound(Anomaly anomaly) {
        return anomaly.evidence().certainty().isPresent()
                ? OptionalDouble.of(anomaly.evidence().certainty().get().lower())
                : OptionalDouble.empty();
    }

    /** To what the change is attributed; empty where the rule does not say. */
    static String attribution(Anomaly anomaly) {
        return anomaly.attribution().map(Enum::name).orElse("");
    }
}
