package io.upsurge.app.tail;

import io.upsurge.model.Anomaly;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** An anomaly to render, and ways to make it a special one. */
final class Anomalies {
    static final Workload AWS_NODE = new Workload("prod", "kube-system", "aws-node", "aws-node");

    private Anomalies() {}

    static Anomaly surge() {
        return surge(new SignalKey(AWS_NODE, "imds-calls", "{api=\"GetMetadata\"}"), "v1.16.3", OptionalDouble.of(2.6));
    }

    static Anomaly surge(SignalKey key, String toVersion, OptionalDouble ratio) {
        return new Anomaly(
                "6f1c",
                3,
                Anomaly.State.UPDATED,
                Optional.empty(),
                ratio.isPresent() ? Anomaly.Verdict.SURGE : Anomaly.Verdict.NEW_CALLS,
                Anomaly.Level.SUSPECTED,
                key,
                "v1.15.5",
                toVersion,
                1,
                ms("2026-03-02T10:12:00Z"),
                ms("2026-03-02T10:20:00Z"),
                ms("2026-03-02T10:01:30Z"),
                evidence(ratio),
                2,
                OptionalDouble.of(200),
                "2x over 5 windows, for 5 windows");
    }

    static Anomaly resolved() {
        Anomaly surge = surge();
        return new Anomaly(
                surge.id(),
                9,
                Anomaly.State.RESOLVED,
                Optional.of(Anomaly.Resolution.ROLLED_BACK),
                surge.verdict(),
                surge.level(),
                surge.key(),
                surge.fromVersion(),
                surge.toVersion(),
                surge.episode(),
                surge.openedAtMs(),
                surge.atMs(),
                surge.firstUpgradeAtMs(),
                surge.evidence(),
                surge.multiple(),
                OptionalDouble.empty(),
                surge.rule());
    }

    private static Anomaly.Evidence evidence(OptionalDouble ratio) {
        return new Anomaly.Evidence(
                ratio.isPresent() ? 0.2 : 0,
                0.52,
                ratio,
                43,
                41,
                355,
                46,
                401,
                Map.of("warming", 2, "pending", 1),
                14.7,
                208.4,
                List.of(new Anomaly.TopNode("ip-10-0-1-7", 0.2, 1.4), new Anomaly.TopNode("ip-10-0-1-9", 0.25, 1.1)),
                0.987);
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
