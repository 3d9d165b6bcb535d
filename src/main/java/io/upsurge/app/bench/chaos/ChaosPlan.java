package io.upsurge.app.bench.chaos;

/**
 * What is done to whom.
 *
 * @param seed seed of the season and of the faults
 * @param instances instances of the pipeline, at least 1
 * @param partitions partitions of each topic, at least 1
 * @param rollOuts roll-outs of the season, at least 1
 * @param kills kills of an instance, at least 1; other faults come on top
 * @param seconds time over which the season is written, seconds of wall time, at least 20
 * @param brisk whether the season is short and the broker misses an instance after {@value #BRISK_SESSION_MS} ms, and not
 *     after the product's default
 */
record ChaosPlan(long seed, int instances, int partitions, int rollOuts, int kills, int seconds, boolean brisk) {
    private static final int SESSION_MS = 45_000;
    private static final int TRANSACTION_MS = 60_000;
    private static final int BRISK_SESSION_MS = 6_000;
    private static final int BRISK_TRANSACTION_MS = 10_000;

    /** Checks the numbers. */
    ChaosPlan {
        require(instances >= 1 && instances <= 20, "instances must be 1 to 20, not " + instances);
        require(partitions >= 1 && partitions <= 64, "partitions must be 1 to 64, not " + partitions);
        require(rollOuts >= 1 && rollOuts <= 60, "roll-outs must be 1 to 60, not " + rollOuts);
        require(kills >= 1 && kills <= 1_000, "kills must be 1 to 1000, not " + kills);
        require(seconds >= 20, "duration must be at least 20 s, not " + seconds);
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
        return 60_000L + sessionMs() + transactionMs();
    }
}
