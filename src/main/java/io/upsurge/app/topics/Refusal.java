package io.upsurge.app.topics;

import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** Why Kafka does not let us in, or not do something, in words that say what would have to be permitted. */
public final class Refusal {
    private static final String RIGHTS = "; docs/operations/kafka-access.md lists what is needed";

    private static final Pattern END = Pattern.compile("\\.$");

    private Refusal() {}

    /**
     * What Kafka refuses.
     *
     * @param failure what was thrown; its causes are looked at too
     * @param operation what was tried with topics, as ACLs call it, unless the failure tells it
     * @return empty if it is no refusal
     */
    public static Optional<String> in(Throwable failure, String operation) {
        String tried = operation;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains("sending record")) {
                tried = "Write";
            } else if (message.contains("create topic")) {
                tried = "Create";
            }
            if (cause instanceof AuthenticationException) {
                return Optional.of("Kafka does not accept the credentials ("
                        + cause.getClass().getSimpleName() + ": " + cause.getMessage()
                        + "); see kafka.security.protocol, kafka.sasl and kafka.ssl");
            }
            Optional<String> right = right(cause, tried, failure);
            if (right.isPresent()) {
                return right.map(missing ->
                        "Kafka does not permit " + END.matcher(missing).replaceAll("") + RIGHTS);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> right(Throwable cause, String operation, Throwable failure) {
        if (cause instanceof TopicAuthorizationException refused) {
            String topics = refused.unauthorizedTopics().isEmpty()
                    ? ": " + failure.getMessage()
                    : " of topic " + String.join(", ", new TreeSet<>(refused.unauthorizedTopics()));
            return Optional.of(operation + topics);
        }
        if (cause instanceof GroupAuthorizationException refused) {
            return Optional.of(
                    "Read of group " + Optional.ofNullable(refused.groupId()).orElse(refused.getMessage()));
        }
        if (cause instanceof TransactionalIdAuthorizationException refused) {
            return Optional.of("Write of transactional ids: " + refused.getMessage());
        }
        if (cause instanceof ClusterAuthorizationException refused) {
            return Optional.of("this of the cluster: " + refused.getMessage());
        }
        return Optional.empty();
    }
}
