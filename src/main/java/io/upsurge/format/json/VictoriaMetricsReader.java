package io.upsurge.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.upsurge.format.Decimal;
import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.ReadingSink;
import io.upsurge.format.SeriesLabels;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads what {@code /api/v1/export} of VictoriaMetrics gives: a line for each series, {@code
 * {"metric":{...},"values":[...],"timestamps":[...]}}, times in milliseconds. A {@code null} among the values counts as the
 * mark of an ended series.
 */
public final class VictoriaMetricsReader {

    /**
     * Reads an export to its end.
     *
     * @param in the lines; not closed
     * @param sink takes the readings, series by series
     * @param notes takes what was left out
     * @throws FormatException if it is not JSON of this form; readings up to there were given out
     * @throws IOException if the stream fails
     */
    public void read(InputStream in, ReadingSink sink, Notes notes) throws IOException, FormatException {
        HeldPoints points = new HeldPoints();
        try (JsonParser json = BoundedJson.open(in)) {
            while (json.nextToken() != null) {
                series(json, points, sink, notes);
            }
        } catch (IOException e) {
            throw BoundedJson.wrong(e);
        }
    }

    private static void series(JsonParser json, HeldPoints points, ReadingSink sink, Notes notes)
            throws IOException, FormatException {
        BoundedJson.expect(json, JsonToken.START_OBJECT, "a series");
        long line = json.currentTokenLocation().getLineNr();
        points.clear();
        SeriesLabels series = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "metric" -> series = BoundedJson.labels(json);
                case "values" -> {
                    BoundedJson.expect(json, JsonToken.START_ARRAY, "a list of values");
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        points.value(value(json));
                    }
                }
                case "timestamps" -> {
                    BoundedJson.expect(json, JsonToken.START_ARRAY, "a list of times");
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        BoundedJson.expect(json, JsonToken.VALUE_NUMBER_INT, "a time in milliseconds");
                        points.time(json.getLongValue());
                    }
                }
                default -> json.skipChildren();
            }
        }
        if (series == null || series.metric().isEmpty()) {
            notes.refused("line " + line + ": a series without name");
        } else if (points.even()) {
            points.give(series, sink, notes);
        } else {
            notes.refused("line " + line + ": not as many values as times");
        }
    }

    private static double value(JsonParser json) throws IOException, FormatException {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_STRING -> Decimal.parse(json.getText());
            case VALUE_NULL -> Double.NaN;
            default -> throw BoundedJson.expected(json, "a value");
        };
    }
}
