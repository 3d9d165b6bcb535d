package io.upsurge.deliver.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upsurge.deliver.LinkTemplates;
import io.upsurge.deliver.Notice;
import io.upsurge.deliver.Notice.Event;
import io.upsurge.deliver.Story;
import io.upsurge.deliver.http.Post;
import io.upsurge.deliver.http.PostFormat;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Workload;
import io.upsurge.words.Figures;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CDEvents 0.4.1 in CloudEvents 1.0, structured: {@code incident.detected} when an anomaly opens or changes,
 * {@code incident.resolved} when it is over.
 */
public final class CdEventsFormat implements PostFormat {
    private static final String CLOUD_EVENT = "application/cloudevents+json; charset=UTF-8";
    private static final String DETECTED = "dev.cdevents.incident.detected.0.2.0";
    private static final String RESOLVED = "dev.cdevents.incident.resolved.0.2.0";

    private final URI url;
    private final Optional<String> environment;
    private final LinkTemplates links;

    /**
     * A format.
     *
     * @param url where events go
     * @param environment id of the environment; empty for the name of the cluster
     * @param links addresses that lead on
     */
    public CdEventsFormat(URI url, Optional<String> environment, LinkTemplates links) {
        this.url = url;
        this.environment = environment;
        this.links = links;
    }

    @Override
    public List<Post> posts(Notice notice) {
        Anomaly anomaly = notice.anomaly();
        String type = notice.event() == Event.ENDED ? RESOLVED : DETECTED;
        String source = "/upsurge/" + encoded(anomaly.key().workload().cluster());
        ObjectNode cloud = JsonText.object();
        cloud.put("specversion", "1.0");
        cloud.put("id", notice.key());
        cloud.put("source", source);
        cloud.put("type", type);
        cloud.put("time", Figures.instant(anomaly.atMs()));
        cloud.put("subject", anomaly.id());
        cloud.put("datacontenttype", "application/json");
        ObjectNode data = cloud.putObject("data");
        data.putObject("context")
                .put("version", "0.4.1")
                .put("id", notice.key())
                .put("source", source)
                .put("type", type)
                .put("timestamp", Figures.instant(anomaly.atMs()));
        subject(data, notice, source);
        data.set("customData", JsonText.of(anomaly));
        data.put("customDataContentType", "application/json");
        return List.of(new Post(url, CLOUD_EVENT, Map.of(), JsonText.text(cloud)));
    }

    private void subject(ObjectNode data, Notice notice, String source) {
        Workload workload = notice.anomaly().key().workload();
        Story story = Story.of(notice, links);
        ObjectNode subject = data.putObject("subject");
        subject.put("id", notice.anomaly().id()).put("source", source).put("type", "incident");
        ObjectNode content = subject.putObject("content");
        content.put("description", story.title());
        content.putObject("environment").put("id", environment.orElse(workload.cluster()));
        content.putObject("service").put("id", workload.namespace() + '/' + workload.daemonset());
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
