package io.upsurge.app.run;

import io.upsurge.app.config.UpsurgeConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaFuture;

/**
 * Whether the brokers answer now. It asks when it is asked, at most every few seconds, and never waits for the answer: what is
 * told is the last one. Safe for use by several threads.
 */
public final class KafkaReach implements AutoCloseable {
    private static final int WITHIN_MS = 5_000;
    private static final long AGAIN_NS = Duration.ofSeconds(3).toNanos();

    private final String servers;
    private final Admin admin;
    private KafkaFuture<?> asked;
    private long askedNs;
    private Optional<String> trouble = Optional.empty();

    /** Asks the brokers of this configuration. */
    public KafkaReach(UpsurgeConfig config) {
        servers = config.kafka().get("bootstrap.servers");
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put("client.id", "upsurge-reach");
        admin = Admin.create(settings);
        ask();
    }

    private void ask() {
        askedNs = System.nanoTime();
        asked = admin.describeCluster(new DescribeClusterOptions().timeoutMs(WITHIN_MS))
                .nodes();
    }

    /** Why they cannot be reached; empty if they can, as far as is known. */
    public synchronized Optional<String> trouble() {
        if (asked.isDone()) {
            trouble = answer();
            if (System.nanoTime() - askedNs >= AGAIN_NS) {
                ask();
            }
        }
        return trouble;
    }

    private Optional<String> answer() {
        try {
            asked.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(servers + " does not answer: " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return trouble;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
