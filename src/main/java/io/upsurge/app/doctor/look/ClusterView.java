package io.upsurge.app.doctor.look;

import java.util.List;
import java.util.Optional;

/**
 * The brokers of a cluster as they answer.
 *
 * @param brokers every broker the cluster names
 * @param controller id of the controller, or of the broker that speaks for it; empty where there is none
 * @param metadataVersion level of features that is finalized; 0 where the cluster does not say
 */
public record ClusterView(List<Broker> brokers, Optional<Integer> controller, int metadataVersion) {

    /** Copies the brokers. */
    public ClusterView {
        brokers = List.copyOf(brokers);
    }

    /**
     * A broker.
     *
     * @param id its id
     * @param address where it says that clients reach it, {@code host:port}
     * @param silence why it did not answer there; empty if it did
     */
    public record Broker(int id, String address, Optional<String> silence) {}

    /** How many answered. */
    public long answering() {
        return brokers.stream().filter(broker -> broker.silence().isEmpty()).count();
    }
}
