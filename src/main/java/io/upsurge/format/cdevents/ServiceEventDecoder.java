package io.upsurge.format.cdevents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.upsurge.format.FormatException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads {@code dev.cdevents.service.deployed}, {@code upgraded} and {@code rolledback} of CDEvents 0.3: alone, in a structured
 * CloudEvent, or as the body of one in binary mode.
 */
public final class ServiceEventDecoder {
    /** No event is longer, characters. */
    public static final int MAX_LENGTH = 1 << 20;

    private static final int MAX_DEPTH = 50;
    private static final int MAX_NODES = 10_000;
    private static final Pattern TYPE =
            Pattern.compile("dev\\.cdevents\\.service\\.(deployed|upgraded|rolledback)\\.0\\..+");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build();

    /** Whether the text of an event looks like one of CDEvents at all. */
    public boolean isEvent(String json) {
        return json.contains("\"dev.cdevents.");
    }

    /**
     * Reads an event.
     *
     * @param json the event
     * @throws FormatException if it is none, or of another kind; the message says what is wrong
     */
    public ServiceChange decode(String json) throws FormatException {
        return decode(Map.of(), json);
    }

    /**
     * Reads the body of a request.
     *
     * @param headers its headers; in binary mode {@code ce-type} says what the body is
     * @param body its body
     * @throws FormatException if it is no such event, or of another kind; the message says what is wrong
     */
    public ServiceChange decode(Map<String, String> headers, String body) throws FormatException {
        Event event = event(headers, body);
        if (!event.isChange()) {
            throw new FormatException("its type is '" + event.type()
                    + "'; dev.cdevents.service.deployed, upgraded and rolledback can be used");
        }
        return change(event);
    }

    /**
     * Reads an event among others.
     *
     * @param headers headers of its request or record; in binary mode {@code ce-type} says what the body is
     * @param body its body
     * @return the change; empty if it is an event of another type
     * @throws FormatException if it is no event, or says too little; the message says what is wrong
     */
    public Optional<ServiceChange> find(Map<String, String> headers, String body) throws FormatException {
        Event event = event(headers, body);
        if (event.type().isEmpty()) {
            throw new FormatException("is no event: it has no type");
        }
        return event.isChange() ? Optional.of(change(event)) : Optional.empty();
    }

    private record Event(String type, JsonNode data) {
        boolean isChange() {
            return TYPE.matcher(type).matches();
        }
    }

    private static Event event(Map<String, String> headers, String body) throws FormatException {
        if (body.length() > MAX_LENGTH) {
            throw new FormatException("the event has " + body.length() + " characters; it may have " + MAX_LENGTH);
        }
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new FormatException("is not JSON: " + e.getOriginalMessage(), e);
        }
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        JsonNode event = root.has("specversion") && root.has("data") ? root.get("data") : root;
        String type = Optional.ofNullable(byName.get("ce-type"))
                .orElseGet(
                        () -> text(root, "type").isEmpty() ? text(event.path("context"), "type") : text(root, "type"));
        return new Event(type, event);
    }

    private static ServiceChange change(Event typed) throws FormatException {
        String kind = TYPE.matcher(typed.type()).replaceFirst("$1");
        JsonNode event = typed.data();
        JsonNode subject = event.path("subject");
        JsonNode content = subject.path("content");
        JsonNode custom = event.path("customData");
        Artifact artifact = Artifact.of(text(content, "artifactId"));
        return new ServiceChange(
                kind,
                text(content.path("environment"), "id"),
                text(subject, "id"),
                artifact.image,
                artifact.tag,
                artifact.digest,
                time(text(event.path("context"), "timestamp")),
                text(custom, "namespace"),
                text(custom, "container"),
                nodes(custom.path("nodes")));
    }

    private static List<String> nodes(JsonNode list) throws FormatException {
        if (list.size() > MAX_NODES) {
            throw new FormatException("customData.nodes names " + list.size() + " nodes; it may name " + MAX_NODES);
        }
        List<String> nodes = new ArrayList<>();
        for (JsonNode node : list) {
            if (!node.isTextual()) {
                throw new FormatException("customData.nodes holds something else than names");
            }
            nodes.add(node.textValue());
        }
        return nodes;
    }

    private static long time(String text) throws FormatException {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new FormatException("context.timestamp is '" + text + "', not an instant as in RFC 3339", e);
        }
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isTextual() ? value.textValue() : "";
    }

    /** What a package URL says: {@code pkg:oci/name@sha256%3A...?repository_url=host/name&tag=v1}. */
    private record Artifact(String image, String tag, String digest) {

        static Artifact of(String purl) throws FormatException {
            if (!purl.startsWith("pkg:oci/") && !purl.startsWith("pkg:docker/")) {
                throw new FormatException(
                        "subject.content.artifactId is '" + purl + "', not a package URL of an image (pkg:oci/...)");
            }
            String path = purl.substring(purl.indexOf('/') + 1);
            int hash = path.indexOf('#');
            path = hash < 0 ? path : path.substring(0, hash);
            int question = path.indexOf('?');
            String name = question < 0 ? path : path.substring(0, question);
            String tag = "";
            String image = "";
            for (String pair : (question < 0 ? "" : path.substring(question + 1)).split("&", -1)) {
                if (pair.startsWith("tag=")) {
                    tag = plain(pair.substring(4));
                } else if (pair.startsWith("repository_url=")) {
                    image = plain(pair.substring(15));
                }
            }
            int at = name.indexOf('@');
            String version = at < 0 ? "" : plain(name.substring(at + 1));
            String digest = version.startsWith("sha256:") ? version : "";
            tag = tag.isEmpty() && digest.isEmpty() ? version : tag;
            if (tag.isEmpty() && digest.isEmpty()) {
                throw new FormatException("subject.content.artifactId '" + purl + "' has neither a tag nor a digest");
            }
            return new Artifact(image.isEmpty() ? plain(at < 0 ? name : name.substring(0, at)) : image, tag, digest);
        }

        private static String plain(String text) throws FormatException {
            try {
                return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new FormatException("subject.content.artifactId: " + e.getMessage(), e);
            }
        }
    }
}
