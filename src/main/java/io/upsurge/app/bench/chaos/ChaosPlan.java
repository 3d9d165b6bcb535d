package io.upsurge.app.bench.chaos;

import io.upsurge.app.config.UpsurgeConfig.StoreKind;
import java.util.List;

/**
 * What is done to whom.
 *
 * @param seed seed of the season and of the faults
 * @param cast to whom
 * @param rollOuts roll-outs of the season, at least 1
 * @param faults what, in any order, each as often as it comes; at least one
 * @param outageSeconds how long a server is away in an outage, seconds, at least 1
 * @param seconds time over which the season is written, seconds of wall time, at least 20
 * @param brisk whether the season is short and the broker misses an instance after {@value #BRISK_SESSION_MS} ms, and not
 *     after the product's default
 */
record ChaosPlan(
        long seed, Cast cast, int rollOuts, List<FaultKind> faults, int outageSeconds, int seconds, boolean brisk) {
    private static final int SESSION_MS = 45_000;
    private static final int TRANSACTION_MS = 60_000;
    private static final int BRISK_SESSION_MS = 6_000;
    private static final int BRISK_TRANSACTION_MS = 10_000;

    /**
     * The instances.
     *
     * @param instances how many, at least 1
     * @param partitions partitions of each topic, at least 1
     * @param store where they hold the state of the nodes
     * @param standbys copies of the state that are kept on other instances, at least 0
     */
    record Cast(int instances, int partitions, StoreKind store, int standbys) {
        /** Checks the numbers. */
        Cast {
            require(instances >= 1 && instances <= 20, "instances must be 1 to 20, not " + instances);
            require(partitions >= 1 && partitions <= 64, "partitions must be 1 to 64, not " + partitions);
            require(
                    standbys >= 0 && standbys < instances,
                    "standbys must be 0 to one less than the instances, not " + standbys);
        }
    }

    /** Checks the numbers. */
    ChaosPlan {
        require(rollOuts >= 1 && rollOuts <= 60, "roll-outs must be 1 to 60, not " + rollOuts);
        require(!faults.isEmpty() && faults.size() <= 2_000, "faults must be 1 to 2000, not " + faults.size());
        require(outageSeconds >= 1 && outageSeconds <= 3_600, "outages must last 1 to 3600 s, not " + outageSeconds);
        require(seconds >= 20, "duration must be at least 20 s, not " + seconds);
        for (FaultKind fault : faults) {
            require(cast.instances() > 1 || !fault.needsOthers(), fault.option() + " needs two instances");
        }
        faults = List.copyOf(faults);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** After how long without a sign of life the broker gives the work of an instance to others, milliseconds. */
    int sessionMs() {
        return brisk ? BRISK_SESSION_MS : SESSION_MS;
    }

    /** After how long the broker ends a transaction that nobody ends, milliseconds. */
    int transactionMs() {
        return brisk ? BRISK_TRANSACTION_MS : TRANSACTION_MS;
    }

    /** How long nothing may come before nothing more is expected, milliseconds. */
    long patienceMs() {
        return 120_000L + sessionMs() + transactionMs() + outageSeconds * 1_000L;
    }
}
