package io.upsurge.model;

/**
 * Times and bounds of the engine. They are part of the determinism contract: the same records under the same settings give
 * the same answer.
 *
 * @param windowMs length of a window, milliseconds
 * @param graceMs how long after an instant its records may still arrive, milliseconds of event time; added to the time to
 *     detect
 * @param warmUpMs how long after a restart calls are left out, milliseconds
 * @param maxGapMs longest time between two scrapes over which calls are still counted, milliseconds
 * @param pendingMs how long a restart waits for its roll-out fact, milliseconds
 * @param awaitResetMs how long a roll-out fact waits for its restart, milliseconds
 * @param futureToleranceMs how far ahead of the broker's clock a record may be dated, milliseconds
 * @param nodeExpiryMs after how long without a scrape a node is forgotten, milliseconds
 * @param maxSeriesPerContainer series kept for a container of a node; more are refused and counted
 * @param maxKeysPerWorkload groups kept for a workload over all signals; more are refused and counted
 * @param baselineHalfLifeWindows half-life of a node's baseline, windows
 * @param adoptAfterMs after how long without an anomaly a new version becomes the baseline, milliseconds
 * @param blindAfterMs after how long without samples, or without snapshots of roll-outs, a workload is called blind,
 *     milliseconds of event time; 0 for never
 */
public record EngineSettings(
        long windowMs,
        long graceMs,
        long warmUpMs,
        long maxGapMs,
        long pendingMs,
        long awaitResetMs,
        long futureToleranceMs,
        long nodeExpiryMs,
        int maxSeriesPerContainer,
        int maxKeysPerWorkload,
        int baselineHalfLifeWindows,
        long adoptAfterMs,
        long blindAfterMs) {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    /** The defaults, for scrapes every 30 s: one-minute windows and a grace of 40 s. */
    public static EngineSettings defaults() {
        return new EngineSettings(
                MINUTE,
                40 * SECOND,
                2 * MINUTE,
                30 * MINUTE,
                5 * MINUTE,
                10 * MINUTE,
                5 * MINUTE,
                24 * HOUR,
                2_000,
                500,
                60,
                24 * HOUR,
                15 * MINUTE);
    }
}
