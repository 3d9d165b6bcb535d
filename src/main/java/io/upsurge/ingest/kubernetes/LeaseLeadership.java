package io.upsurge.ingest.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads while it holds a Lease; tries to get it back when it was lost. */
final class LeaseLeadership implements Leadership, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseLeadership.class);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEW_WITHIN = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final WatchSettings.Lease lease;
    private final String identity = UUID.randomUUID().toString();
    private long terms;
    private boolean leads;
    private boolean closed;
    private CompletableFuture<?> election;

    LeaseLeadership(KubernetesClient client, WatchSettings.Lease lease) {
        this.client = client;
        this.lease = lease;
    }

    synchronized void start() {
        if (closed) {
            return;
        }
        election = client.leaderElector()
                .withConfig(new LeaderElectionConfigBuilder()
                        .withName(lease.name())
                        .withLock(new LeaseLock(lease.namespace(), lease.name(), identity))
                        .withLeaseDuration(LEASE)
                        .withRenewDeadline(RENEW_WITHIN)
                        .withRetryPeriod(RETRY)
                        .withReleaseOnCancel(true)
                        .withLeaderCallbacks(new LeaderCallbacks(this::onLeading, this::onEnd, leader -> {}))
                        .build())
                .build()
                .start();
        var unused = election.whenComplete((end, error) -> {
            onEnd();
            CompletableFuture.delayedExecutor(RETRY.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::start);
        });
    }

    private synchronized void onLeading() {
        leads = true;
        terms++;
        LOG.info("Holds the Lease {}/{}: this replica writes", lease.namespace(), lease.name());
    }

    private synchronized void onEnd() {
        if (leads) {
            LOG.info("Does not hold the Lease {}/{} any more", lease.namespace(), lease.name());
        }
        leads = false;
    }

    @Override
    public synchronized long term() {
        return leads ? terms : 0;
    }

    @Override
    public void close() {
        CompletableFuture<?> last;
        synchronized (this) {
            closed = true;
            last = election;
        }
        if (last != null) {
            last.cancel(true);
        }
    }
}
