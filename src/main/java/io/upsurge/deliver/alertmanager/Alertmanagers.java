package io.upsurge.deliver.alertmanager;

import io.upsurge.deliver.AlertMetrics;
import io.upsurge.deliver.Backoff;
import io.upsurge.deliver.LinkTemplates;
import io.upsurge.deliver.MessageSink.FeedSource;
import io.upsurge.deliver.Reply;
import io.upsurge.deliver.Routing;
import io.upsurge.deliver.Severities;
import io.upsurge.deliver.http.HttpSender;
import io.upsurge.deliver.http.Post;
import io.upsurge.model.Anomaly;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A cluster of Alertmanagers, each of which must be told: they tell each other of notifications, not of alerts.
 *
 * @param urls the address of each peer
 * @param resend time between two times that what is open is told; it stands for four times as long
 * @param sender sends the requests
 * @param severities how grave a level is called
 * @param links addresses that lead on
 * @param clock tells the present
 */
public record Alertmanagers(
        List<URI> urls, Duration resend, HttpSender sender, Severities severities, LinkTemplates links, Clock clock) {
    private static final int STANDS_FOR = 4;
    private static final String PATH = "/api/v2/alerts";
    private static final Duration TEST_STANDS_FOR = Duration.ofMinutes(1);

    /** Copies the addresses. */
    public Alertmanagers {
        urls = List.copyOf(urls);
    }

    /**
     * The anomalies that are open, as the compacted topic has them, by partition.
     *
     * @param consumers makes clients that read committed records in no group
     * @param all the topic of all changes
     * @param open the compacted topic
     * @param decoder decodes both
     */
    public static IntFunction<List<Anomaly>> openOf(
            Supplier<Consumer<byte[], byte[]>> consumers, String all, String open, Deserializer<Anomaly> decoder) {
        return new OpenTopic(consumers, all, open, decoder);
    }

    /**
     * A sink that is not started yet.
     *
     * @param name its name
     * @param routing which anomalies become alerts
     * @param feeds makes its feed
     * @param openOf the anomalies that are open, by partition
     * @param metrics for what is counted
     * @param backoff how long to wait between attempts
     */
    public AlertmanagerSink sink(
            String name,
            Routing routing,
            FeedSource feeds,
            IntFunction<List<Anomaly>> openOf,
            AlertMetrics metrics,
            Backoff backoff) {
        OpenAlerts alerts = new OpenAlerts(routing, severities, urls.size());
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < urls.size(); i++) {
            URI url = post(urls.get(i));
            AlertJson json = new AlertJson(links, resend.multipliedBy(STANDS_FOR), false);
            AlertPost post = new AlertPost(url, sender, json, metrics, clock);
            peers.add(new Peer(
                    i, "sink " + name + " at " + url.getAuthority(), alerts, post, resend, backoff, metrics, clock));
        }
        return new AlertmanagerSink(name, alerts, peers, feeds, openOf, metrics, clock);
    }

    /** Posts an alert that fires for a minute to each peer; gives back what each says. */
    public Map<String, Reply> test(Anomaly anomaly) throws InterruptedException {
        AlertJson json = new AlertJson(links, TEST_STANDS_FOR, true);
        Map<String, String> labels = new LinkedHashMap<>(AlertLabels.of(anomaly, severities));
        labels.put("alertname", "UpsurgeTest");
        String body = json.of(List.of(new Alert(labels, anomaly, OptionalLong.empty())), clock.instant());
        Map<String, Reply> replies = new LinkedHashMap<>();
        for (URI url : urls) {
            replies.put(url.getAuthority(), sender.send(Post.json(post(url), body)));
        }
        return replies;
    }

    private static URI post(URI url) {
        String text = url.toString();
        if (text.endsWith(PATH)) {
            return url;
        }
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + PATH);
    }
}
