package io.upsurge.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A YAML mapping that is read key by key. A wrong value is noted as a problem with its path and replaced by a harmless one,
 * so that one reading finds all problems; {@link #done()} notes the keys nobody asked for.
 */
final class YamlObject {
    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final Pattern PERCENT = Pattern.compile("(\\d+(?:\\.\\d+)?)%");

    private final JsonNode node;
    private final String path;
    private final List<String> problems;
    private final Set<String> asked = new HashSet<>();

    YamlObject(JsonNode node, String path, List<String> problems) {
        this.node = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
        this.path = path;
        this.problems = problems;
        if (!node.isObject()) {
            problems.add((path.isEmpty() ? "the file" : path) + ": expected keys and values");
        }
    }

    String path(String key) {
        return path.isEmpty() ? key : path + '.' + key;
    }

    boolean has(String key) {
        return node.has(key);
    }

    void problem(String key, String message) {
        problems.add(path(key) + ": " + message);
    }

    /** Notes a problem of the mapping as a whole. */
    void problem(String message) {
        problems.add(path + ": " + message);
    }

    /** The names of all keys, for mappings whose keys are free. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    String text(String key) {
        return required(key) ? text(key, "") : "missing";
    }

    String text(String key, String otherwise) {
        JsonNode value = ask(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            problem(key, "expected text, found " + value + (value.isValueNode() ? " (quote it?)" : ""));
            return otherwise;
        }
        return value.textValue().strip();
    }

    List<String> texts(String key) {
        JsonNode value = ask(key);
        List<String> texts = new ArrayList<>();
        if (value == null) {
            return texts;
        }
        for (JsonNode item : items(key, value)) {
            if (item.isTextual()) {
                texts.add(item.textValue().strip());
            } else {
                problem(key, "expected a list of texts, found " + item);
            }
        }
        return texts;
    }

    boolean flag(String key, boolean otherwise) {
        JsonNode value = ask(key);
        if (value != null && !value.isBoolean()) {
            problem(key, "expected true or false, found " + value);
        }
        return value == null ? otherwise : value.booleanValue();
    }

    long wholeNumber(String key, long otherwise, long min) {
        JsonNode value = ask(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < min) {
            problem(key, "expected a whole number of at least " + min + ", found " + value);
            return otherwise;
        }
        return value.longValue();
    }

    int count(String key, int otherwise, int min) {
        long value = wholeNumber(key, otherwise, min);
        if (value > Integer.MAX_VALUE) {
            problem(key, "is too large: " + value);
            return otherwise;
        }
        return (int) value;
    }

    double number(String key, double otherwise, double min) {
        JsonNode value = ask(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isNumber() || !(value.doubleValue() >= min)) {
            problem(key, "expected a number of at least " + min + ", found " + value);
            return otherwise;
        }
        return value.doubleValue();
    }

    double share(String key, double otherwise) {
        JsonNode value = ask(key);
        if (value == null) {
            return otherwise;
        }
        Matcher percent = PERCENT.matcher(value.asText());
        if (!percent.matches() || Double.parseDouble(percent.group(1)) > 100) {
            problem(key, "expected a share such as 10%, found " + value);
            return otherwise;
        }
        return Double.parseDouble(percent.group(1)) / 100;
    }

    Amount amount(String key, Amount otherwise) {
        JsonNode value = node.get(key);
        if (value != null && value.isIntegralNumber()) {
            return new Amount(0, count(key, 1, 1));
        }
        if (value != null && !PERCENT.matcher(value.asText()).matches()) {
            ask(key);
            problem(key, "expected a number of nodes or a share such as 10%, found " + value);
            return otherwise;
        }
        double share = share(key, -1);
        if (share == 0) {
            problem(key, "0% of the nodes is none");
        }
        return share <= 0 ? otherwise : new Amount(share, 0);
    }

    Duration duration(String key) {
        return required(key) ? duration(key, Duration.ZERO) : Duration.ZERO;
    }

    Duration duration(String key, Duration otherwise) {
        JsonNode value = ask(key);
        if (value == null) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(value.asText());
        if (value.asText().isEmpty() || !matcher.matches()) {
            problem(key, "expected a duration such as 90s or 1h15m, found " + value);
            return otherwise;
        }
        return Duration.ofHours(part(matcher, 1))
                .plusMinutes(part(matcher, 2))
                .plusSeconds(part(matcher, 3))
                .plusMillis(part(matcher, 4));
    }

    private static long part(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    Instant instant(String key) {
        String value = text(key);
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            if (node.has(key)) {
                problem(key, "expected an instant such as 2024-02-26T08:00:00Z, found '" + value + "'");
            }
            return Instant.EPOCH;
        }
    }

    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        JsonNode value = ask(key);
        if (value == null) {
            return Optional.empty();
        }
        Optional<E> choice = Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(value.asText()))
                .findFirst();
        if (choice.isEmpty()) {
            problem(key, "expected one of " + Arrays.toString(type.getEnumConstants()) + ", found " + value);
        }
        return choice;
    }

    Optional<YamlObject> object(String key) {
        JsonNode value = ask(key);
        return value == null ? Optional.empty() : Optional.of(new YamlObject(value, path(key), problems));
    }

    /** The mapping under a key, or one without keys. */
    YamlObject optionalObject(String key) {
        return object(key)
                .orElseGet(() -> new YamlObject(JsonNodeFactory.instance.objectNode(), path(key), new ArrayList<>()));
    }

    YamlObject requiredObject(String key) {
        required(key);
        return optionalObject(key);
    }

    List<YamlObject> objects(String key) {
        JsonNode value = ask(key);
        List<YamlObject> objects = new ArrayList<>();
        if (value != null) {
            for (JsonNode item : items(key, value)) {
                objects.add(new YamlObject(item, path(key) + '[' + objects.size() + ']', problems));
            }
        }
        return objects;
    }

    /** The mappings under a mapping whose keys are free. */
    Map<String, YamlObject> objectsByName(String key) {
        Map<String, YamlObject> objects = new LinkedHashMap<>();
        object(key).ifPresent(object -> object.keys().forEach(name -> objects.put(name, object.requiredObject(name))));
        return objects;
    }

    /** Notes the keys nobody asked for. */
    void done() {
        keys().stream()
                .filter(key -> !asked.contains(key))
                .forEach(key -> problem(
                        key,
                        "unknown key; known here: " + asked.stream().sorted().toList()));
    }

    private JsonNode items(String key, JsonNode value) {
        if (!value.isArray()) {
            problem(key, "expected a list, found " + value);
            return JsonNodeFactory.instance.arrayNode();
        }
        return value;
    }

    private boolean required(String key) {
        if (ask(key) == null) {
            problem(key, "is missing");
            return false;
        }
        return true;
    }

    private JsonNode ask(String key) {
        asked.add(key);
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? null : value;
    }
}
