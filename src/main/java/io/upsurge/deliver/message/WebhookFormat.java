package io.upsurge.deliver.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upsurge.deliver.LinkTemplates;
import io.upsurge.deliver.Notice;
import io.upsurge.deliver.Story;
import io.upsurge.deliver.http.Post;
import io.upsurge.deliver.http.PostFormat;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON for programs of the user's own: words for people, and the whole anomaly. */
public final class WebhookFormat implements PostFormat {
    private static final int FORMAT_VERSION = 1;

    private final URI url;
    private final Optional<Signature> signature;
    private final LinkTemplates links;
    private final Clock clock;

    /**
     * A format.
     *
     * @param url where it goes
     * @param secret what bodies are signed with; empty for no signature
     * @param links addresses that lead on
     * @param clock tells the present
     */
    public WebhookFormat(URI url, Optional<String> secret, LinkTemplates links, Clock clock) {
        this.url = url;
        this.signature = secret.map(Signature::new);
        this.links = links;
        this.clock = clock;
    }

    @Override
    public List<Post> posts(Notice notice) {
        String body = JsonText.text(body(notice));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Idempotency-Key", notice.key());
        signature.ifPresent(by -> {
            long now = clock.instant().getEpochSecond();
            headers.put("Upsurge-Timestamp", Long.toString(now));
            headers.put("Upsurge-Signature", by.of(now, body));
        });
        return List.of(new Post(url, Post.JSON, headers, body));
    }

    private ObjectNode body(Notice notice) {
        Story story = Story.of(notice, links);
        ObjectNode json = JsonText.object();
        json.put("version", FORMAT_VERSION);
        json.put("event", notice.event().word());
        json.put("test", notice.test());
        json.put("id", notice.anomaly().id());
        json.put("sequence", notice.anomaly().sequence());
        json.put("title", story.title());
        json.put("text", story.text());
        story.advice().forEach(json.putArray("advice")::add);
        ObjectNode addresses = json.putObject("links");
        story.links().forEach(addresses::put);
        json.set("anomaly", JsonText.of(notice.anomaly()));
        return json;
    }
}
