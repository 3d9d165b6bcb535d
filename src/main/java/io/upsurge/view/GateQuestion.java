package io.upsurge.view;

import io.upsurge.model.Anomaly.Level;
import java.util.Set;

/**
 * What is asked of the gate.
 *
 * @param cluster name of the cluster
 * @param namespace namespace of the DaemonSet
 * @param daemonset name of the DaemonSet
 * @param container name of the container; empty for the only one that is known
 * @param to the candidate: id of a version, or its tag; empty for the one that nodes moved to last
 * @param failsAt level from which an open anomaly fails it
 * @param risk most chance that a candidate passes which raises a key by the multiple, between 0 and 0.5
 * @param minNodes judged nodes below which nothing passes
 * @param signals ids of the signals that are asked; empty for all
 * @param nowMs the present, milliseconds since 1970-01-01T00:00Z
 * @param maxAgeMs after how long without a window nothing passes any more, milliseconds
 */
public record GateQuestion(
        String cluster,
        String namespace,
        String daemonset,
        String container,
        String to,
        Level failsAt,
        double risk,
        int minNodes,
        Set<String> signals,
        long nowMs,
        long maxAgeMs) {

    /** Copies the signals. */
    public GateQuestion {
        signals = Set.copyOf(signals);
    }

    /** One in twenty. */
    public static final double RISK = 0.05;

    /** Three nodes are the least that can be told from one that misbehaves. */
    public static final int MIN_NODES = 3;

    /** Windows close a minute or two after their end; ten without one is trouble. */
    public static final long MAX_AGE_MS = 10 * 60_000L;
}
