package io.upsurge.replay.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.replay.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads lines as {@code upsurge simulate} writes them: scrapes and heartbeats, which have a {@code kind}, and facts, which do
 * not. Names and series that repeat are one object. For one thread.
 */
final class RecordLine {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final Interned interned;
    private final KnownLines known = new KnownLines(this::series);
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private List<Point> points;
    private List<String> differences;

    /**
     * Reads lines.
     *
     * @param interned gives names and series
     */
    RecordLine(Interned interned) {
        this.interned = interned;
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is not such a line; the message says what is wrong
     */
    Item read(byte[] bytes, int from, int to) {
        Scrape scrape = known.read(bytes, from, to);
        if (scrape != null) {
            return new Item.Sample(scrape);
        }
        Item item = parse(bytes, from, to);
        if (item instanceof Item.Sample sample && sample.record() instanceof Scrape parsed) {
            known.learn(bytes, from, to, parsed);
        }
        return item;
    }

    /** The same, whatever was read before. */
    Item parse(byte[] bytes, int from, int to) {
        texts.clear();
        numbers.clear();
        points = null;
        differences = null;
        try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("is not a JSON object");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                field(json);
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("something follows the JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.containsKey("kind") ? sample() : new Item.Fact(fact());
    }

    private void field(JsonParser json) throws IOException {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
            case "timestamp", "startTime", "since", "observedAt" -> {
                if (value != JsonToken.VALUE_NULL) {
                    once(name, numbers.put(name, whole(name, json, value)));
                }
            }
            case "kind",
                    "cluster",
                    "node",
                    "namespace",
                    "daemonset",
                    "container",
                    "podUid",
                    "image",
                    "tag",
                    "digest",
                    "revision",
                    "source",
                    "zone" -> {
                if (value != JsonToken.VALUE_NULL) {
                    once(name, texts.put(name, text(name, json, value)));
                }
            }
            case "series" -> {
                once(name, points);
                points = points(json, value);
            }
            case "differences" -> {
                once(name, differences);
                differences = differences(json, value);
            }
            default -> throw new IllegalArgumentException("'" + name + "' is not a field of a record");
        }
    }

    private static List<String> differences(JsonParser json, JsonToken first) throws IOException {
        if (first == JsonToken.VALUE_NULL) {
            return null;
        }
        expect("differences", first, JsonToken.START_ARRAY);
        List<String> read = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            read.add(text("differences", json, json.currentToken()));
        }
        return read;
    }

    private static void once(String name, Object before) {
        if (before != null) {
            throw new IllegalArgumentException("'" + name + "' is given twice");
        }
    }

    private List<Point> points(JsonParser json, JsonToken first) throws IOException {
        if (first == JsonToken.VALUE_NULL) {
            return null;
        }
        expect("series", first, JsonToken.START_ARRAY);
        List<Point> read = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect("series", json.currentToken(), JsonToken.START_OBJECT);
            read.add(point(json));
        }
        return read;
    }

    private Point series(byte[] object) {
        try (JsonParser json = JSON.createParser(object)) {
            json.nextToken();
            expect("series", json.currentToken(), JsonToken.START_OBJECT);
            Point point = point(json);
            expect("series", json.nextToken(), null);
            return point;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Point point(JsonParser json) throws IOException {
        String metric = null;
        Map<String, String> labels = Map.of();
        Double number = null;
        boolean stale = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "metric" -> metric = text(name, json, value);
                case "labels" -> labels = labels(json, value);
                case "value" -> number = real(json, value);
                case "stale" -> stale = value == JsonToken.VALUE_TRUE || !isNo(name, value);
                default -> throw new IllegalArgumentException("'" + name + "' is not a field of a series");
            }
        }
        if (number == null) {
            throw missing("value");
        }
        return new Point(interned.one(new SeriesId(given("metric", metric), labels)), number, stale);
    }

    private static Map<String, String> labels(JsonParser json, JsonToken first) throws IOException {
        if (first == JsonToken.VALUE_NULL) {
            return Map.of();
        }
        expect("labels", first, JsonToken.START_OBJECT);
        Map<String, String> labels = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            labels.put(name, text(name, json, json.nextToken()));
        }
        return labels;
    }

    private Item sample() {
        String kind = texts.get("kind");
        String cluster = interned.one(given("cluster", texts.get("cluster")));
        long timeMs = given("timestamp", numbers.get("timestamp"));
        return new Item.Sample(
                switch (kind) {
                    case "HEARTBEAT" -> new Heartbeat(cluster, timeMs, false);
                    case "END" -> new Heartbeat(cluster, timeMs, true);
                    case "SCRAPE" ->
                        new Scrape(
                                workload(),
                                interned.one(given("node", texts.get("node"))),
                                timeMs,
                                interned.one(texts.getOrDefault("podUid", "")),
                                numbers.getOrDefault("startTime", 0L),
                                given("series", points));
                    default ->
                        throw new IllegalArgumentException("kind is '" + kind + "', not SCRAPE, HEARTBEAT or END");
                });
    }

    private RolloutFact fact() {
        return new RolloutFact(
                workload(),
                interned.one(given("node", texts.get("node"))),
                new Version(
                        texts.getOrDefault("image", ""),
                        texts.getOrDefault("tag", ""),
                        texts.getOrDefault("digest", ""),
                        texts.getOrDefault("revision", "")),
                texts.getOrDefault("podUid", ""),
                given("since", numbers.get("since")),
                given("observedAt", numbers.get("observedAt")),
                texts.getOrDefault("source", ""),
                texts.getOrDefault("zone", ""),
                differences == null ? List.of() : differences);
    }

    private Workload workload() {
        return interned.one(new Workload(
                given("cluster", texts.get("cluster")),
                given("namespace", texts.get("namespace")),
                given("daemonset", texts.get("daemonset")),
                given("container", texts.get("container"))));
    }

    private static String text(String name, JsonParser json, JsonToken value) throws IOException {
        expect(name, value, JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static long whole(String name, JsonParser json, JsonToken value) throws IOException {
        expect(name, value, JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    private static double real(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return switch (json.getText()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw new IllegalArgumentException("'value' is not a number");
            };
        }
        if (value != JsonToken.VALUE_NUMBER_INT) {
            expect("value", value, JsonToken.VALUE_NUMBER_FLOAT);
        }
        return json.getDoubleValue();
    }

    private static boolean isNo(String name, JsonToken value) {
        if (value != JsonToken.VALUE_NULL) {
            expect(name, value, JsonToken.VALUE_FALSE);
        }
        return true;
    }

    private static void expect(String name, JsonToken found, JsonToken expected) {
        if (found != expected) {
            throw new IllegalArgumentException("'" + name + "' is " + found + " where " + expected + " is expected");
        }
    }

    private static <T> T given(String name, T value) {
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("'" + name + "' is missing");
    }
}
