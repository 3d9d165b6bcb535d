package io.upsurge.deliver.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upsurge.deliver.LinkTemplates;
import io.upsurge.deliver.Notice;
import io.upsurge.deliver.Notice.Event;
import io.upsurge.deliver.Story;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.words.AnomalyWords;
import io.upsurge.words.Cut;
import io.upsurge.words.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Alerts as version 2 of Alertmanager's API takes them.
 *
 * @param links addresses that lead on
 * @param standsFor how long a firing alert stands without being told again
 * @param test whether nothing happened, and only the way is tried
 */
record AlertJson(LinkTemplates links, Duration standsFor, boolean test) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_TEXT = 8_000;

    /** The body of a request. */
    String of(List<Alert> alerts, Instant now) {
        ArrayNode array = JSON.createArrayNode();
        alerts.forEach(alert -> put(array.addObject(), alert, now));
        try {
            return JSON.writeValueAsString(array);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    private void put(ObjectNode json, Alert alert, Instant now) {
        Anomaly anomaly = alert.anomaly();
        long endMs = alert.endedMs().isPresent()
                ? Math.min(alert.endedMs().getAsLong(), now.toEpochMilli())
                : now.plus(standsFor).toEpochMilli();
        long startMs = Math.min(anomaly.openedAtMs(), Math.min(endMs, now.toEpochMilli()));
        json.put("startsAt", Figures.instant(startMs));
        json.put("endsAt", Figures.instant(endMs));
        alert.labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(label -> json.withObjectProperty("labels").put(label.getKey(), label.getValue()));
        Event event = alert.isFiring() ? Event.OPENED : Event.ENDED;
        Story story = Story.of(new Notice(event, anomaly, test), links);
        ObjectNode annotations = json.withObjectProperty("annotations");
        annotations.put("summary", story.title());
        annotations.put("description", Cut.to(LONGEST_TEXT, story.whole()));
        figures(annotations, anomaly);
        story.links().forEach((name, link) -> annotations.put(name + "_url", link));
        String page = story.links().get("page");
        if (page != null) {
            json.put("generatorURL", page);
        }
    }

    private static void figures(ObjectNode annotations, Anomaly anomaly) {
        annotations.put("anomaly_id", anomaly.id());
        annotations.put("state", AnomalyWords.word(anomaly.state()));
        annotations.put("verdict", AnomalyWords.word(anomaly.verdict()));
        annotations.put("level", AnomalyWords.word(anomaly.level()));
        if (anomaly.verdict() != Verdict.BLIND) {
            annotations.put("rates", AnomalyWords.rates(anomaly));
            annotations.put("nodes", AnomalyWords.nodes(anomaly));
            if (AnomalyWords.hasProjection(anomaly)) {
                annotations.put("projection", AnomalyWords.projection(anomaly));
            }
        }
    }
}
