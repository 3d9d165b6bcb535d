package io.upsurge.deliver.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.upsurge.deliver.Channel;
import io.upsurge.deliver.LinkTemplates;
import io.upsurge.deliver.Notice;
import io.upsurge.deliver.Reply;
import io.upsurge.deliver.Story;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Workload;
import io.upsurge.words.AnomalyWords;
import io.upsurge.words.Cut;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes an event on the DaemonSet, which {@code kubectl describe daemonset} shows. Its name follows from the notice: one that
 * is there already counts as written.
 */
public final class EventChannel implements Channel {
    private static final int LONGEST_MESSAGE = 1_024;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final Map<String, KubernetesClient> clusters;
    private final LinkTemplates links;
    private final Clock clock;

    /**
     * A channel.
     *
     * @param clusters clients by the name of their cluster; not closed here
     * @param links addresses that lead on
     * @param clock tells the present
     */
    public EventChannel(Map<String, KubernetesClient> clusters, LinkTemplates links, Clock clock) {
        this.clusters = Map.copyOf(clusters);
        this.links = links;
        this.clock = clock;
    }

    @Override
    public Reply send(Notice notice) {
        Workload workload = notice.anomaly().key().workload();
        KubernetesClient client = clusters.get(workload.cluster());
        if (client == null) {
            return Reply.refused("no-access", "no access to cluster " + workload.cluster() + " is configured");
        }
        if (!NAME.matcher(workload.namespace()).matches()
                || !NAME.matcher(workload.daemonset()).matches()) {
            return Reply.refused("no-daemonset", "no name of Kubernetes: " + workload.key());
        }
        try {
            DaemonSet target = client.apps()
                    .daemonSets()
                    .inNamespace(workload.namespace())
                    .withName(workload.daemonset())
                    .get();
            if (target == null) {
                return Reply.refused("no-daemonset", "there is no DaemonSet " + workload.key());
            }
            client.v1()
                    .events()
                    .inNamespace(workload.namespace())
                    .resource(event(notice, target))
                    .create();
            return Reply.taken("written");
        } catch (KubernetesClientException e) {
            return meaning(e);
        }
    }

    private static Reply meaning(KubernetesClientException e) {
        String detail = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        int code = e.getCode();
        if (code == CONFLICT) {
            return Reply.taken("was written before");
        }
        if (code == 400 || code == 422 || code == NOT_FOUND) {
            return Reply.refused("http-" + code, detail);
        }
        if (code == 401 || code == 403) {
            return Reply.misconfigured("http-" + code, detail);
        }
        return Reply.later(code == 0 ? "connect" : "http-" + code, detail);
    }

    private Event event(Notice notice, DaemonSet target) {
        Anomaly anomaly = notice.anomaly();
        String now = Instant.ofEpochMilli(clock.millis())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        Story story = Story.of(notice, links);
        String lead = notice.event() == Notice.Event.ENDED ? "Over: " : "";
        boolean warning = notice.event() != Notice.Event.ENDED && !notice.test();
        return new EventBuilder()
                .withNewMetadata()
                .withName("upsurge." + name(anomaly.id()) + "." + anomaly.sequence())
                .withNamespace(target.getMetadata().getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion("apps/v1")
                .withKind("DaemonSet")
                .withNamespace(target.getMetadata().getNamespace())
                .withName(target.getMetadata().getName())
                .withUid(target.getMetadata().getUid())
                .endInvolvedObject()
                .withType(warning ? "Warning" : "Normal")
                .withReason("Upsurge" + camel(AnomalyWords.word(anomaly.verdict())))
                .withMessage(
                        Cut.to(LONGEST_MESSAGE, lead + story.title() + "; more by: upsurge explain " + anomaly.id()))
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource()
                .withComponent("upsurge")
                .endSource()
                .build();
    }

    private static String name(String id) {
        String safe = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return safe.substring(0, Math.min(200, safe.length()));
    }

    private static String camel(String words) {
        StringBuilder camel = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return camel.toString();
    }
}
