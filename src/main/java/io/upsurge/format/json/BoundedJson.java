package io.upsurge.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.upsurge.format.Excerpt;
import io.upsurge.format.FormatException;
import io.upsurge.format.SeriesLabels;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** JSON read token by token, within bounds. */
public final class BoundedJson {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_STRING = 1 << 16;
    private static final int MAX_NUMBER = 64;
    private static final int MAX_LABELS = 128;

    /** A factory whose parsers refuse deep nesting, and long names, texts and numbers. */
    public static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_STRING)
                        .maxNameLength(MAX_STRING)
                        .maxNumberLength(MAX_NUMBER)
                        .build())
                .build();
    }

    private BoundedJson() {}

    /** Opens a stream; closing the parser leaves the stream open. */
    static JsonParser open(InputStream in) throws IOException {
        return factory().createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    }

    /**
     * What is wrong with JSON that comes from a stream.
     *
     * @throws IOException if not the JSON is wrong, but the stream failed
     */
    static FormatException wrong(IOException e) throws IOException {
        if (e instanceof JsonProcessingException || e instanceof CharConversionException) {
            return asFormat(e);
        }
        throw e;
    }

    /** What is wrong with JSON, and where. */
    public static FormatException asFormat(IOException e) {
        if (e instanceof JsonProcessingException broken) {
            JsonLocation where = broken.getLocation();
            String place = where == null ? "" : place(where.getLineNr(), where.getColumnNr());
            return new FormatException(place + "not JSON: " + Excerpt.of(broken.getOriginalMessage()), e);
        }
        return new FormatException("not JSON in UTF-8", e);
    }

    /** That something else was expected where the parser stands. */
    public static FormatException expected(JsonParser json, String what) {
        return new FormatException(place(
                        json.currentTokenLocation().getLineNr(),
                        json.currentTokenLocation().getColumnNr())
                + "expected " + what);
    }

    private static String place(long line, long column) {
        return "line " + line + ", column " + column + ": ";
    }

    /** Checks that the parser stands at a token. */
    public static void expect(JsonParser json, JsonToken token, String what) throws FormatException {
        if (!json.hasToken(token)) {
            throw expected(json, what);
        }
    }

    /** Reads an object of texts as the labels of a series. */
    static SeriesLabels labels(JsonParser json) throws IOException, FormatException {
        Map<String, String> labels = new TreeMap<>();
        labels(json, labels);
        return SeriesLabels.of(labels);
    }

    /**
     * Reads an object of texts.
     *
     * @param json stands at the object
     * @param labels takes the texts by name
     * @throws FormatException if it is none, a name is there twice, or there are too many
     */
    public static void labels(JsonParser json, Map<String, String> labels) throws IOException, FormatException {
        expect(json, JsonToken.START_OBJECT, "an object of labels");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            expect(json, JsonToken.VALUE_STRING, "the text of a label");
            if (labels.put(name, json.getText()) != null) {
                throw expected(json, "each label once");
            }
            if (labels.size() > MAX_LABELS) {
                throw expected(json, "at most " + MAX_LABELS + " labels");
            }
        }
    }
}
