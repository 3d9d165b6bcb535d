package io.upsurge.app.doctor.look;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * The consumer group of the pipeline.
 *
 * @param state Kafka's word for its state: Stable, Empty, Dead, PreparingRebalance ...
 * @param members stream threads that belong to it
 * @param allowed what this principal may do with it
 * @param transactionsRefused why transactions under the pipeline's name may not be seen; empty if they may, or none are used
 */
public record GroupView(String state, int members, Set<AclOperation> allowed, Optional<String> transactionsRefused) {

    /** Copies the operations. */
    public GroupView {
        allowed = Set.copyOf(allowed);
    }
}
