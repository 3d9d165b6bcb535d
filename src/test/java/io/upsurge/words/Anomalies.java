package io.upsurge.words;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Attribution;
import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.model.Anomaly.Evidence;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Resolution;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.Anomaly.TopNode;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** An anomaly to render, and ways to make it a special one. */
public final class Anomalies {
    public static final Workload AWS_NODE = new Workload("prod", "kube-system", "aws-node", "aws-node");

    public String id = "6f1c";
    public int sequence = 3;
    public State state = State.UPDATED;
    public Optional<Resolution> resolution = Optional.empty();
    public Verdict verdict = Verdict.SURGE;
    public Level level = Level.CONFIRMED;
    public Optional<Attribution> attribution = Optional.of(Attribution.CONCURRENT_CONTROL);
    public SignalKey key = new SignalKey(AWS_NODE, "imds-calls", "{api=\"GetMetadata\"}");
    public Kind kind = Kind.RATE;
    public String toVersion = "v1.16.3";
    public String at = "2026-03-02T10:20:00Z";
    public double baselineRate = 0.2;
    public double candidateRate = 0.52;
    public OptionalDouble ratio = OptionalDouble.of(2.6);
    public Map<String, Integer> excluded = Map.of("warming", 2, "pending", 1);
    public Map<String, Integer> confounders = Map.of("awscni_eni_allocated changed", 3, "control restarted", 1);
    public List<TopNode> top = List.of(new TopNode("ip-10-0-1-7", 0.2, 1.4), new TopNode("ip-10-0-1-9", 0.25, 1.1));
    public Optional<Certainty> certainty = Optional.of(certainty(2.58, 2.15, 3.11));
    public OptionalDouble budget = OptionalDouble.of(200);
    public String rule = "sequential: a ratio above 1.2 proven";

    /** A confirmed surge. */
    public static Anomaly surge() {
        return new Anomalies().build();
    }

    public static Certainty certainty(double estimate, double lower, double upper) {
        return new Certainty(
                estimate,
                lower,
                upper,
                0.043,
                Math.log(4_012),
                Math.log(20_000),
                0.001,
                20,
                41,
                Map.of("nodes", 0.55, "index", 0.35, "zones", 0.0, "drift", 0.1));
    }

    /** A workload that cannot be seen, for want of samples or rollouts. */
    public static Anomaly blind(String missing) {
        long sinceMs = ms("2026-03-02T10:12:00Z");
        return new Anomaly(
                "6f1c",
                1,
                State.OPEN,
                Optional.empty(),
                Verdict.BLIND,
                Level.CONFIRMED,
                Optional.empty(),
                new SignalKey(AWS_NODE, "", "{missing=\"" + missing + "\"}"),
                Kind.RATE,
                "",
                "",
                1,
                sinceMs,
                sinceMs,
                0,
                new Evidence(
                        0,
                        0,
                        OptionalDouble.empty(),
                        0,
                        0,
                        0,
                        0,
                        401,
                        Map.of(),
                        Map.of(),
                        0,
                        0,
                        List.of(),
                        0,
                        Optional.empty()),
                0,
                OptionalDouble.empty(),
                "blind after 15 min without " + missing);
    }

    /** As the plain rule says it. */
    public Anomalies plain() {
        level = Level.SUSPECTED;
        attribution = Optional.empty();
        certainty = Optional.empty();
        confounders = Map.of();
        return this;
    }

    /** A mean that rose, of a metric in milliseconds. */
    public Anomalies mean() {
        kind = Kind.MEAN;
        key = new SignalKey(AWS_NODE, "imds-latency", "{api=\"GetMetadata\"}");
        baselineRate = 3.2;
        candidateRate = 17.6;
        ratio = OptionalDouble.of(5.5);
        top = List.of(new TopNode("ip-10-0-1-7", 3, 21));
        return this;
    }

    /** It, as it stands. */
    public Anomaly build() {
        return new Anomaly(
                id,
                sequence,
                state,
                resolution,
                verdict,
                level,
                attribution,
                key,
                kind,
                "v1.15.5",
                toVersion,
                1,
                ms("2026-03-02T10:12:00Z"),
                ms(at),
                ms("2026-03-02T10:01:30Z"),
                new Evidence(
                        baselineRate,
                        candidateRate,
                        ratio,
                        43,
                        41,
                        355,
                        46,
                        401,
                        excluded,
                        confounders,
                        kind == Kind.RATE ? 14.7 : 0,
                        kind == Kind.RATE ? 208.4 : 0,
                        top,
                        0.987,
                        certainty),
                2,
                budget,
                rule);
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
