package io.upsurge.simulate;

/**
 * How often the VPC CNI of one version asks the instance metadata service (IMDS) in IPv4 mode, on a node with a number of
 * network interfaces (ENIs). Listing the ENIs costs one call and {@code perEni} for each; it is done at start, and about
 * once a minute by the reconcile loop. Two background tasks make one call each every 30 s.
 *
 * @param perEni calls for each ENI in a listing, at least 1
 * @param notFoundPerEni of these, calls answered 404: one in secondary-IP mode (no IPv4 prefix), none with prefix delegation
 * @param startupCalls calls about the instance itself at start
 * @param startupListings listings of the ENIs at start
 * @param postponed share of due reconciles that a pool action puts off, 0 to 1
 * @param stuckUpToEnis nodes with at most this many ENIs never reconcile; 0 for no such node
 * @param latencyMs mean latency of a call, milliseconds
 * @param notFoundError error code under which a 404 is counted among the errors; empty where it is not
 */
public record MetadataCalls(
        int perEni,
        int notFoundPerEni,
        int startupCalls,
        int startupListings,
        double postponed,
        int stuckUpToEnis,
        double latencyMs,
        String notFoundError) {

    /** Calls of both background tasks in one round. */
    static final int BACKGROUND_CALLS = 2;
    /** Time between two rounds of the background tasks, milliseconds. */
    static final long BACKGROUND_EVERY_MS = 30_000;
    /** Shortest time between two reconciles, milliseconds. */
    static final long RECONCILE_MIN_MS = 60_000;
    /** Longest time between two reconciles, milliseconds: the pool loop looks every five seconds. */
    static final long RECONCILE_MAX_MS = 65_000;
    /** From the end of the start to the first reconcile, milliseconds. */
    static final long FIRST_RECONCILE_MS = 5_000;

    private static final int SECURITY_GROUPS = 1;
    private static final int VPC_CIDR = 1;

    /** The same calls, each taking so many times as long. */
    MetadataCalls slower(double times) {
        return new MetadataCalls(
                perEni,
                notFoundPerEni,
                startupCalls,
                startupListings,
                postponed,
                stuckUpToEnis,
                latencyMs * times,
                notFoundError);
    }

    /** Calls of one listing answered 200. */
    int listingOk(int enis) {
        return 1 + (perEni - notFoundPerEni) * enis;
    }

    /** Calls of one listing answered 404. */
    int listingNotFound(int enis) {
        return notFoundPerEni * enis;
    }

    /** Calls at start answered 200, the first background round included. */
    int startupOk(int enis) {
        return startupCalls + VPC_CIDR + SECURITY_GROUPS + BACKGROUND_CALLS + startupListings * listingOk(enis);
    }

    /** Calls at start answered 404. */
    int startupNotFound(int enis) {
        return startupListings * listingNotFound(enis);
    }

    /** Share of due reconciles that run on a node. */
    double reconciling(int enis) {
        return enis <= stuckUpToEnis ? 0 : 1 - postponed;
    }
}
