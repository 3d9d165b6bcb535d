package io.upsurge.model;

import java.util.List;

/**
 * One scrape of one container on one node: its kept series at one instant.
 *
 * @param workload the container
 * @param node name of the node, not empty
 * @param timeMs instant of the scrape, milliseconds since 1970-01-01T00:00Z
 * @param podUid UID of the pod; empty where unknown
 * @param startMs start of the process whose counters these are, milliseconds since 1970-01-01T00:00Z; 0 where unknown
 * @param points the series and their values
 */
public record Scrape(Workload workload, String node, long timeMs, String podUid, long startMs, List<Point> points)
        implements SampleRecord {

    /**
     * A series and its value.
     *
     * @param series identity of the series
     * @param value the value in the unit of the metric; cumulative for counters
     * @param stale whether the source marked the series as ended; the value is then meaningless
     */
    public record Point(SeriesId series, double value, boolean stale) {

        /** Whether the value says something. */
        public boolean usable() {
            return !stale && Double.isFinite(value);
        }

        /**
         * The one that says more of two points of one series at one instant: a number beats a stale marker and what is no
         * number; of two values of a counter the higher one is the later one.
         */
        public Point further(Point other) {
            if (usable() != other.usable()) {
                return usable() ? this : other;
            }
            if (stale != other.stale) {
                return stale ? other : this;
            }
            return Double.compare(value, other.value) >= 0 ? this : other;
        }
    }

    /**
     * Checks the node's name and copies the points.
     *
     * @throws IllegalArgumentException if the name is empty or has a slash or a control character
     */
    public Scrape {
        Names.check("node", node, false);
        points = List.copyOf(points);
    }

    @Override
    public String cluster() {
        return workload.cluster();
    }

    /** The node the scrape is of. */
    public NodeId nodeId() {
        return new NodeId(workload.cluster(), node);
    }
}
