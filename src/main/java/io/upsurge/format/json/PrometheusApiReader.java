package io.upsurge.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.upsurge.format.Decimal;
import io.upsurge.format.Excerpt;
import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.ReadingSink;
import io.upsurge.format.SeriesLabels;
import io.upsurge.format.Trait;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the answer of {@code /api/v1/query} of Prometheus: a matrix, as a range selector gives it, or a vector. Values are
 * texts, times are seconds. Prometheus leaves marks of ended series out of its answers. Native histograms are left out and
 * noted.
 */
public final class PrometheusApiReader {

    /**
     * Reads an answer to its end.
     *
     * @param in the JSON; not closed
     * @param sink takes the readings, series by series
     * @param notes takes warnings of the server and what was left out
     * @throws FormatException if the answer is an error, which the message tells, or is not of this form; readings up to
     *     there were given out
     * @throws IOException if the stream fails
     */
    public void read(InputStream in, ReadingSink sink, Notes notes) throws IOException, FormatException {
        try (JsonParser json = BoundedJson.open(in)) {
            new Answer(json, sink, notes).read();
        } catch (IOException e) {
            throw BoundedJson.wrong(e);
        }
    }

    private static final class Answer {
        private final JsonParser json;
        private final ReadingSink sink;
        private final Notes notes;
        private final HeldPoints points = new HeldPoints();

        Answer(JsonParser json, ReadingSink sink, Notes notes) {
            this.json = json;
            this.sink = sink;
            this.notes = notes;
        }

        /** The text that comes next; empty where it is no single value. */
        private String text() throws IOException {
            String text = json.getValueAsString("");
            json.skipChildren();
            return text;
        }

        void read() throws IOException, FormatException {
            String status = "";
            String errorType = "";
            String error = "";
            json.nextToken();
            BoundedJson.expect(json, JsonToken.START_OBJECT, "an answer of the API");
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "status" -> status = text();
                    case "errorType" -> errorType = text();
                    case "error" -> error = text();
                    case "data" -> data();
                    case "warnings" -> warnings();
                    default -> json.skipChildren();
                }
            }
            if (!status.equals("success")) {
                throw new FormatException("the server answers " + Excerpt.of(status)
                        + (errorType.isEmpty() ? "" : ", " + Excerpt.of(errorType))
                        + (error.isEmpty() ? "" : ": " + Excerpt.of(error)));
            }
            if (json.nextToken() != null) {
                throw BoundedJson.expected(json, "nothing more");
            }
        }

        private void warnings() throws IOException {
            if (!json.isExpectedStartArrayToken()) {
                json.skipChildren();
                return;
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.hasToken(JsonToken.VALUE_STRING)) {
                    notes.refused("the server warns: " + Excerpt.of(json.getText()));
                } else {
                    json.skipChildren();
                }
            }
        }

        private void data() throws IOException, FormatException {
            if (json.hasToken(JsonToken.VALUE_NULL)) {
                return;
            }
            BoundedJson.expect(json, JsonToken.START_OBJECT, "data");
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("resultType")) {
                    String type = json.getText();
                    if (!type.equals("matrix") && !type.equals("vector")) {
                        throw BoundedJson.expected(json, "a matrix or a vector, not " + Excerpt.of(type));
                    }
                } else if (name.equals("result")) {
                    BoundedJson.expect(json, JsonToken.START_ARRAY, "a list of series");
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        series();
                    }
                } else {
                    json.skipChildren();
                }
            }
        }

        private void series() throws IOException, FormatException {
            BoundedJson.expect(json, JsonToken.START_OBJECT, "a series");
            SeriesLabels series = null;
            points.clear();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "metric" -> series = BoundedJson.labels(json);
                    case "value" -> point();
                    case "values" -> {
                        BoundedJson.expect(json, JsonToken.START_ARRAY, "a list of points");
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            point();
                        }
                    }
                    case "histogram", "histograms" -> {
                        notes.met(Trait.NATIVE_HISTOGRAM);
                        json.skipChildren();
                    }
                    default -> json.skipChildren();
                }
            }
            if (series == null || series.metric().isEmpty()) {
                notes.refused("a series without name: select series, do not compute with them");
            } else {
                points.give(series, sink, notes);
            }
        }

        private void point() throws IOException, FormatException {
            BoundedJson.expect(json, JsonToken.START_ARRAY, "a point");
            json.nextToken();
            if (!json.currentToken().isNumeric()) {
                throw BoundedJson.expected(json, "a time in seconds");
            }
            points.time(Decimal.secondsToMs(json.getDoubleValue()));
            json.nextToken();
            BoundedJson.expect(json, JsonToken.VALUE_STRING, "a value in quotes");
            points.value(Decimal.parse(json.getText()));
            json.nextToken();
            BoundedJson.expect(json, JsonToken.END_ARRAY, "the end of a point");
        }
    }
}
