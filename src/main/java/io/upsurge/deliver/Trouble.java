package io.upsurge.deliver;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;

/**
 * Says in the log that the other side does not take what it is told, and that it does again: at once when it begins and when
 * the reason changes, then every five minutes.
 */
public final class Trouble {
    private static final long AGAIN_NS = Duration.ofMinutes(5).toNanos();

    private final Logger log;
    private final String whom;
    private String reason = "";
    private long toldNs;
    private long attempts;

    /**
     * No trouble yet.
     *
     * @param log where it goes
     * @param whom the other side, such as {@code sink oncall}
     */
    public Trouble(Logger log, String whom) {
        this.log = log;
        this.whom = whom;
    }

    /** It took something. */
    public void over() {
        if (!reason.isEmpty()) {
            log.info("{}: works again, after {} attempts", whom, attempts);
        }
        reason = "";
        attempts = 0;
    }

    /** Something went wrong on this side. */
    public void note(RuntimeException failure) {
        boolean ofKafka = failure instanceof KafkaException;
        if (!ofKafka && reason.isEmpty()) {
            log.error("{}: an error in Upsurge", whom, failure);
        }
        note(Reply.later(ofKafka ? "kafka" : "internal", failure.toString()));
    }

    /** It did not. */
    public void note(Reply reply) {
        attempts++;
        if (reply.reason().equals(reason) && System.nanoTime() - toldNs < AGAIN_NS) {
            return;
        }
        reason = reply.reason();
        toldNs = System.nanoTime();
        if (reply.kind() == Reply.Kind.MISCONFIGURED) {
            log.error("{}: is set up wrongly, which holds everything up until it is mended: {}", whom, reply.detail());
        } else {
            log.warn("{}: does not work, tried again until it does: {}", whom, reply.detail());
        }
    }
}
