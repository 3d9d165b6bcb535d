package io.upsurge.detect.node;

import io.upsurge.detect.signal.GroupId;
import java.util.Map;

/**
 * What one container of one node did in one window, while it ran one version in one phase.
 *
 * @param node name of the node
 * @param version id of the version
 * @param versionSinceMs since when it ran, milliseconds since 1970-01-01T00:00Z; 0 where unknown
 * @param restartedMs last start of the container that was seen, milliseconds since 1970-01-01T00:00Z; 0 where none was
 * @param phase whether it was settled
 * @param exposureMs time over which its counters were read, milliseconds
 * @param cells calls and time per group that has ever called since the last start. A group without a cell made no call in
 *     {@code exposureMs}
 * @param covariates last value of each covariate of the container in the window, by the text of its selector; absent where
 *     it was in no scrape. All rows of the container in the window have the same
 * @param zone topology zone or node pool, the last that a roll-out fact of the container told; empty where none did
 */
public record NodeRow(
        String node,
        String version,
        long versionSinceMs,
        long restartedMs,
        Phase phase,
        long exposureMs,
        Map<GroupId, Cell> cells,
        Map<String, Double> covariates,
        String zone) {

    /**
     * Calls of one group.
     *
     * @param calls calls counted; for a mean what its sum rose by, in the unit of the metric, for a share the part of the
     *     calls
     * @param exposureMs time over which they were counted, milliseconds; 0 where the series was missing from the scrapes
     * @param burst calls made between a start and the first scrape after it; never part of {@code calls}; 0 but
     *     for a rate
     * @param base for a mean and a share the calls they are taken of, counted over the same scrapes; 0 for a rate
     */
    public record Cell(double calls, long exposureMs, double burst, double base) {
        /** Nothing counted. */
        static final Cell NOTHING = new Cell(0, 0, 0, 0);

        Cell plus(double moreCalls, double moreBase, long moreExposureMs) {
            return new Cell(calls + moreCalls, exposureMs + moreExposureMs, burst, base + moreBase);
        }

        Cell plusBurst(double moreBurst) {
            return new Cell(calls, exposureMs, burst + moreBurst, base);
        }
    }
}
