package io.upsurge.deliver.alertmanager;

import io.upsurge.model.Anomaly;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An alert as an Alertmanager is to know it.
 *
 * @param labels its labels, which are its identity
 * @param anomaly the change it tells of
 * @param endedMs when it was over, milliseconds since 1970-01-01T00:00Z; empty while it fires
 */
record Alert(Map<String, String> labels, Anomaly anomaly, OptionalLong endedMs) {

    boolean isFiring() {
        return endedMs.isEmpty();
    }
}
