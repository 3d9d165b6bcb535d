package io.upsurge.app.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private final Exception topic = new TopicAuthorizationException(Set.of("b", "a"));

    @Test
    void shouldNameTheOperationAndTheTopic() {
        assertThat(Refusal.in(new StreamsException(topic), "Read"))
                .hasValueSatisfying(why -> assertThat(why).startsWith("Kafka does not permit Read of topic a, b; "));
        assertThat(Refusal.in(new StreamsException("Error encountered sending record to topic a", topic), "Read"))
                .hasValueSatisfying(why -> assertThat(why).startsWith("Kafka does not permit Write of topic a, b; "));
        assertThat(Refusal.in(
                        new StreamsException(
                                "Could not create topic c.", new TopicAuthorizationException("Authorization failed.")),
                        "Read"))
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("Kafka does not permit Create: Could not create topic c; "));
    }

    @Test
    void shouldNameTheGroup() {
        assertThat(Refusal.in(GroupAuthorizationException.forGroupId("g"), "Read"))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("Kafka does not permit Read of group g; ")
                        .endsWith("kafka-access.md lists what is needed"));
    }

    @Test
    void shouldSayWhyCredentialsAreNotAccepted() {
        assertThat(Refusal.in(new ExecutionException(new SaslAuthenticationException("Invalid password")), "Read"))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("does not accept the credentials (SaslAuthenticationException: Invalid password)"));
    }

    @Test
    void shouldNotTakeSilenceForARefusal() {
        assertThat(Refusal.in(new TimeoutException("no answer"), "Read")).isEmpty();
    }
}
