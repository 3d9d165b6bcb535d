package io.upsurge.deliver.alertmanager;

import io.upsurge.deliver.AlertMetrics;
import io.upsurge.deliver.Reply;
import io.upsurge.deliver.http.HttpSender;
import io.upsurge.deliver.http.Post;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts alerts to one peer, some at a time. A batch that is refused is halved until the one alert is found that is not taken;
 * it is told in the log and counted, and is not posted again until it changes or ten minutes have passed. Used by one thread.
 */
final class AlertPost {
    private static final Logger LOG = LoggerFactory.getLogger(AlertPost.class);
    private static final int BATCH = 64;
    private static final long TRY_AGAIN_MS = Duration.ofMinutes(10).toMillis();

    private final URI url;
    private final HttpSender sender;
    private final AlertJson json;
    private final AlertMetrics metrics;
    private final Clock clock;
    private Map<Refused, Long> refusedMs = new HashMap<>();

    private record Refused(Map<String, String> labels, String id, int sequence) {
        static Refused of(Alert alert) {
            return new Refused(
                    alert.labels(), alert.anomaly().id(), alert.anomaly().sequence());
        }
    }

    AlertPost(URI url, HttpSender sender, AlertJson json, AlertMetrics metrics, Clock clock) {
        this.url = url;
        this.sender = sender;
        this.json = json;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Posts all of them.
     *
     * @return taken, if each of them was taken or will never be; else why the round ended
     */
    Reply all(List<Alert> alerts) throws InterruptedException {
        Map<Refused, Long> stillRefused = new HashMap<>();
        List<Alert> wanted = new ArrayList<>();
        for (Alert alert : alerts) {
            Long since = refusedMs.get(Refused.of(alert));
            if (since != null && clock.millis() - since < TRY_AGAIN_MS) {
                stillRefused.put(Refused.of(alert), since);
            } else {
                wanted.add(alert);
            }
        }
        refusedMs = stillRefused;
        Reply last = Reply.taken("nothing to say");
        for (int from = 0; from < wanted.size(); from += BATCH) {
            last = batch(wanted.subList(from, Math.min(wanted.size(), from + BATCH)));
            if (!last.isTaken()) {
                return last;
            }
        }
        return last;
    }

    /** What cannot be put into words is refused as if the peer had done so, and found in the same way. */
    private Reply post(List<Alert> alerts) throws InterruptedException {
        String body;
        try {
            body = json.of(alerts, clock.instant());
        } catch (RuntimeException e) {
            LOG.error("Alerts cannot be told", e);
            return Reply.refused("internal", e.toString());
        }
        return sender.send(Post.json(url, body));
    }

    private Reply batch(List<Alert> alerts) throws InterruptedException {
        Reply reply = post(alerts);
        if (reply.kind() != Reply.Kind.REFUSED) {
            if (reply.isTaken()) {
                int firing = (int) alerts.stream().filter(Alert::isFiring).count();
                metrics.delivered("firing", firing);
                metrics.delivered("resolved", alerts.size() - firing);
            }
            return reply;
        }
        if (alerts.size() > 1) {
            Reply first = batch(alerts.subList(0, alerts.size() / 2));
            return first.isTaken() ? batch(alerts.subList(alerts.size() / 2, alerts.size())) : first;
        }
        Alert alert = alerts.get(0);
        refusedMs.put(Refused.of(alert), clock.millis());
        metrics.dropped(reply.reason());
        LOG.error(
                "{} is not told of {}, for it does not take it: {}",
                url.getAuthority(),
                alert.anomaly().id(),
                reply.detail());
        return Reply.taken("refused: " + reply.detail());
    }
}
