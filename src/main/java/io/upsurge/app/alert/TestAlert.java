package io.upsurge.app.alert;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Attribution;
import io.upsurge.model.Anomaly.Evidence;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Resolution;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.Anomaly.TopNode;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A made-up anomaly by which the way to a sink is tried.
 *
 * @param cluster the cluster it says it is in
 * @param nowMs the present, milliseconds since 1970-01-01T00:00Z
 */
record TestAlert(String cluster, long nowMs) {
    private static final long AGO_MS = Duration.ofMinutes(10).toMillis();

    Anomaly open() {
        return change(1, State.OPEN, Optional.empty());
    }

    Anomaly over() {
        return change(2, State.RESOLVED, Optional.of(Resolution.RECOVERED));
    }

    private Anomaly change(int sequence, State state, Optional<Resolution> resolution) {
        return new Anomaly(
                "test-" + nowMs,
                sequence,
                state,
                resolution,
                Verdict.SURGE,
                Level.CONFIRMED,
                Optional.of(Attribution.CONCURRENT_CONTROL),
                new SignalKey(
                        new Workload(cluster, "kube-system", "upsurge-test", "test"), "test", "{api=\"Nothing\"}"),
                Kind.RATE,
                "v1.0.0",
                "v1.0.1",
                1,
                nowMs,
                nowMs,
                nowMs - AGO_MS,
                evidence(),
                2,
                OptionalDouble.empty(),
                "none: this is a test of the way to you");
    }

    private static Evidence evidence() {
        return new Evidence(
                0.2,
                0.5,
                OptionalDouble.of(2.5),
                3,
                3,
                37,
                3,
                40,
                Map.of(),
                Map.of(),
                0.9,
                20,
                List.of(new TopNode("no-node", 0.2, 0.5)),
                1,
                Optional.empty());
    }
}
