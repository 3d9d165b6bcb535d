package io.upsurge.app.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.view.FleetView;
import io.upsurge.wire.ModelJson;
import io.upsurge.words.AnomalyTitle;
import io.upsurge.words.Explanation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The anomalies that are asked for, the one that changed last first. A page ends with the place of its last anomaly, the time
 * and id of its last change, from which the next goes on: it stays the same place whatever else changes meanwhile.
 */
final class AnomalyQuery {
    static final List<String> PARAMETERS = List.of(
            "state",
            "cluster",
            "namespace",
            "daemonset",
            "container",
            "signal",
            "verdict",
            "level",
            "from",
            "to",
            "limit",
            "after");

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST = 500;
    private static final int USUALLY = 100;

    private final FleetView view;

    AnomalyQuery(FleetView view) {
        this.view = view;
    }

    private enum Which {
        OPEN,
        PAST,
        ALL
    }

    byte[] list(Ask ask) {
        Which which = ask.oneOf("state", Which.class).orElse(Which.ALL);
        Optional<Verdict> verdict = ask.oneOf("verdict", Verdict.class);
        Optional<Level> level = ask.oneOf("level", Level.class);
        long from = ask.instant("from", Long.MIN_VALUE);
        long to = ask.instant("to", Long.MAX_VALUE);
        int limit = ask.whole("limit", 1, MOST, USUALLY);
        Optional<String> after = ask.maybe("after");
        after.filter(place -> !place.matches("[0-9]{1,15}_.{1,100}")).ifPresent(place -> {
            throw ApiException.wrong("after is no place that an answer named as next");
        });
        List<Anomaly> found = view.anomalies().stream()
                .map(course -> course.get(course.size() - 1))
                .filter(last -> which == Which.ALL || last.isOver() == (which == Which.PAST))
                .filter(last -> verdict.isEmpty() || last.verdict() == verdict.get())
                .filter(last -> level.isEmpty() || last.level().compareTo(level.get()) >= 0)
                .filter(last -> is(ask, "cluster", last.key().workload().cluster())
                        && is(ask, "namespace", last.key().workload().namespace())
                        && is(ask, "daemonset", last.key().workload().daemonset())
                        && is(ask, "container", last.key().workload().container())
                        && is(ask, "signal", last.key().signal()))
                .filter(last -> last.openedAtMs() <= to && (last.atMs() >= from || !last.isOver()))
                .filter(last -> after.isEmpty() || comesAfter(last, after.get()))
                .limit(limit + 1L)
                .toList();
        boolean more = found.size() > limit;
        List<Anomaly> shown = more ? found.subList(0, limit) : found;
        return write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("anomalies");
            for (Anomaly anomaly : shown) {
                json.writeStartObject();
                json.writeStringField("title", AnomalyTitle.of(anomaly));
                json.writeFieldName("anomaly");
                ModelJson.write(json, anomaly);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("next", more ? place(shown.get(shown.size() - 1)) : null);
            json.writeEndObject();
        });
    }

    private static boolean is(Ask ask, String name, String value) {
        return ask.maybe(name).map(value::equals).orElse(true);
    }

    private static String place(Anomaly anomaly) {
        return anomaly.atMs() + "_" + anomaly.id();
    }

    private static boolean comesAfter(Anomaly anomaly, String place) {
        int line = place.indexOf('_');
        int order = Long.compare(Long.parseLong(place.substring(0, line)), anomaly.atMs());
        return order > 0 || (order == 0 && anomaly.id().compareTo(place.substring(line + 1)) > 0);
    }

    byte[] one(Ask ask) {
        String id = ask.path("id");
        List<Anomaly> changes =
                view.anomaly(id).orElseThrow(() -> ApiException.unknown("no anomaly of that id is remembered"));
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("id", changes.get(0).id());
            json.writeStringField("title", AnomalyTitle.of(new Explanation(changes).telling()));
            json.writeStringField("text", new Explanation(changes).text());
            json.writeFieldName("changes");
            ModelJson.write(json, changes);
            json.writeEndObject();
        });
    }

    /** Writes JSON. */
    @FunctionalInterface
    interface Writing {
        /** Writes into the document. */
        void to(JsonGenerator json) throws IOException;
    }

    static byte[] write(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
