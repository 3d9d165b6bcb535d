package io.upsurge.app.view;

import io.upsurge.model.Anomaly;
import io.upsurge.model.VersionRate;

/** Is told of what a view takes in. Must not wait. */
public interface ViewListener {
    /** Nobody. */
    ViewListener NONE = new ViewListener() {};

    /** A rate was taken in. */
    default void rate(VersionRate rate) {}

    /** A change of an anomaly was taken in. */
    default void anomaly(Anomaly change) {}

    /**
     * A record was passed over because it cannot be decoded.
     *
     * @param topic where it is
     * @param why what is wrong with it
     */
    default void undecodable(String topic, String why) {}
}
