package io.upsurge.detect.signal;

import io.upsurge.model.Signal.Kind;

/**
 * How a series counts towards a group. One series may have several roles: a failed call is one of all calls.
 *
 * @param group the group
 * @param kind kind of the group's signal
 * @param base whether it is counted in the base of a mean or a share; else it is what the signal counts
 */
public record Role(GroupId group, Kind kind, boolean base) {

    /** Whether a scrape with the series says that the group was observed: a share without a failed call is a share of 0. */
    public boolean tells() {
        return base == kind.hasBase();
    }
}
