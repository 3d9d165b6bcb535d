package io.upsurge.stream;

import io.upsurge.model.Anomaly;
import io.upsurge.model.VersionRate;

/** What stage two says. */
sealed interface FleetOutput {

    /** A rate of a version. */
    record Rate(VersionRate rate) implements FleetOutput {}

    /** A change of an anomaly. */
    record Change(Anomaly anomaly) implements FleetOutput {}
}
