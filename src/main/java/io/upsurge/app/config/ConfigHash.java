package io.upsurge.app.config;

import io.upsurge.model.Signal;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Names the part of a configuration that the answer depends on: engine, rule, signals, and which label of a foreign series
 * says what. Two runs over the same input with the same hash give the same answer; where Kafka is and how many threads run
 * makes no difference.
 */
public final class ConfigHash {
    private static final int HEX_DIGITS = 12;

    private ConfigHash() {}

    /** The first 12 hexadecimal digits of the SHA-256 of the canonical text; the order of the signals does not count. */
    public static String of(UpsurgeConfig config) {
        List<Signal> signals = config.signals().stream()
                .sorted(Comparator.comparing(Signal::id))
                .toList();
        String text = canonical(List.of(config.engine(), config.rule(), config.labels(), signals));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Text in which every part is preceded by its length, so that no two values share one. */
    private static String canonical(Object value) {
        if (value instanceof Record fields) {
            return IntStream.range(0, fields.getClass().getRecordComponents().length)
                    .mapToObj(i -> fields.getClass().getRecordComponents()[i])
                    .map(component -> component.getName() + '=' + canonical(read(fields, component)))
                    .collect(Collectors.joining("", "{", "}"));
        }
        if (value instanceof List<?> items) {
            return items.stream().map(ConfigHash::canonical).collect(Collectors.joining("", "[", "]"));
        }
        String text = value.toString();
        return text.length() + ":" + text + ';';
    }

    private static Object read(Record fields, RecordComponent component) {
        try {
            return component.getAccessor().invoke(fields);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
