package io.upsurge.app.explain;

import io.upsurge.model.Anomaly;
import java.util.List;

/**
 * An anomaly for scripts.
 *
 * @param id its id
 * @param changes its changes in their order
 */
public record Explained(String id, List<Anomaly> changes) {

    /** Copies the list. */
    public Explained {
        changes = List.copyOf(changes);
    }
}
