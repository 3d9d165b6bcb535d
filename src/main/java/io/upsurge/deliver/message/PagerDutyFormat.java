package io.upsurge.deliver.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upsurge.deliver.LinkTemplates;
import io.upsurge.deliver.Notice;
import io.upsurge.deliver.Notice.Event;
import io.upsurge.deliver.Severities;
import io.upsurge.deliver.Story;
import io.upsurge.deliver.http.Post;
import io.upsurge.deliver.http.PostFormat;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Workload;
import io.upsurge.words.AnomalyWords;
import io.upsurge.words.Cut;
import io.upsurge.words.Figures;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Events of version 2 of PagerDuty's API: an alert that is triggered and resolved, and the roll-out as a change event. */
public final class PagerDutyFormat implements PostFormat {
    private static final int LONGEST_KEY = 255;
    private static final int LONGEST_SUMMARY = 1_024;
    private static final int LONGEST_TEXT = 8_000;
    private static final int LONGEST_NAME = 255;

    private final URI url;
    private final URI changeUrl;
    private final String routingKey;
    private final boolean changeEvents;
    private final Severities severities;
    private final LinkTemplates links;

    /**
     * A format.
     *
     * @param url where events go, ending in {@code /v2/enqueue}; change events go to {@code /v2/change/enqueue} there
     * @param routingKey integration key of the service, secret
     * @param changeEvents whether the roll-out is told as a change event beside the alert that it opens
     * @param severities how grave a level is: critical, error, warning or info
     * @param links addresses that lead on
     */
    public PagerDutyFormat(
            URI url, String routingKey, boolean changeEvents, Severities severities, LinkTemplates links) {
        this.url = url;
        this.changeUrl = url.resolve("change/enqueue");
        this.routingKey = routingKey;
        this.changeEvents = changeEvents;
        this.severities = severities;
        this.links = links;
    }

    @Override
    public List<Post> posts(Notice notice) {
        Story story = Story.of(notice, links);
        List<Post> posts = new ArrayList<>();
        posts.add(Post.json(url, JsonText.text(event(notice, story))));
        boolean rollout = notice.anomaly().firstUpgradeAtMs() > 0;
        if (changeEvents && rollout && notice.event() == Event.OPENED) {
            posts.add(Post.json(changeUrl, JsonText.text(change(notice.anomaly(), story))));
        }
        return posts;
    }

    private ObjectNode event(Notice notice, Story story) {
        Anomaly anomaly = notice.anomaly();
        ObjectNode json = JsonText.object();
        json.put("routing_key", routingKey);
        json.put("event_action", notice.event() == Event.ENDED ? "resolve" : "trigger");
        json.put("dedup_key", Cut.to(LONGEST_KEY, anomaly.id()));
        json.put("client", "Upsurge");
        String page = story.links().get("page");
        if (page != null) {
            json.put("client_url", page);
        }
        ObjectNode payload = json.putObject("payload");
        payload.put("summary", Cut.to(LONGEST_SUMMARY, story.title()));
        payload.put("source", source(anomaly));
        payload.put("severity", severities.of(anomaly.level()));
        payload.put("timestamp", Figures.instant(anomaly.atMs()));
        payload.put("component", Cut.to(LONGEST_NAME, anomaly.key().workload().container()));
        payload.put("group", Cut.to(LONGEST_NAME, anomaly.key().workload().cluster()));
        payload.put("class", AnomalyWords.word(anomaly.verdict()));
        ObjectNode details = payload.putObject("custom_details");
        details.put("text", Cut.to(LONGEST_TEXT, story.whole()));
        details.put("id", anomaly.id());
        details.put("sequence", anomaly.sequence());
        links(json, story);
        return json;
    }

    private ObjectNode change(Anomaly anomaly, Story story) {
        Workload workload = anomaly.key().workload();
        ObjectNode json = JsonText.object();
        json.put("routing_key", routingKey);
        ObjectNode payload = json.putObject("payload");
        payload.put(
                "summary",
                Cut.to(
                        LONGEST_SUMMARY,
                        workload.daemonset() + " of cluster " + workload.cluster() + ": roll-out "
                                + anomaly.fromVersion() + " -> " + anomaly.toVersion()));
        payload.put("source", source(anomaly));
        payload.put("timestamp", Figures.instant(anomaly.firstUpgradeAtMs()));
        ObjectNode details = payload.putObject("custom_details");
        details.put("from", Cut.to(LONGEST_TEXT, anomaly.fromVersion()));
        details.put("to", Cut.to(LONGEST_TEXT, anomaly.toVersion()));
        links(json, story);
        return json;
    }

    private static String source(Anomaly anomaly) {
        return Cut.to(LONGEST_NAME, anomaly.key().workload().key());
    }

    private static void links(ObjectNode json, Story story) {
        ArrayNode array = json.putArray("links");
        for (Map.Entry<String, String> link : story.links().entrySet()) {
            array.addObject().put("href", link.getValue()).put("text", link.getKey());
        }
    }
}
