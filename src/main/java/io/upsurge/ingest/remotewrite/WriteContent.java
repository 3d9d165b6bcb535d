package io.upsurge.ingest.remotewrite;

import io.upsurge.format.remotewrite.WriteMessage;
import java.util.Locale;
import java.util.Optional;

/** Reads the headers that say what a body is. As in Prometheus, a header that is missing stands for protocol 1.0. */
final class WriteContent {
    private static final String MEDIA_TYPE = "application/x-protobuf";
    private static final String PARAMETER = "proto=";

    private WriteContent() {}

    /** The message of a {@code Content-Type}; empty for one that is not known. */
    static Optional<WriteMessage> message(String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return Optional.of(WriteMessage.V1);
        }
        String[] parts = contentType.split(";", -1);
        if (!parts[0].strip().equalsIgnoreCase(MEDIA_TYPE)) {
            return Optional.empty();
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.toLowerCase(Locale.ROOT).startsWith(PARAMETER)) {
                return named(parameter.substring(PARAMETER.length()).strip().replace("\"", ""));
            }
        }
        return Optional.of(WriteMessage.V1);
    }

    private static Optional<WriteMessage> named(String name) {
        for (WriteMessage message : WriteMessage.values()) {
            if (message.protobufName().equals(name)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /** Whether a {@code Content-Encoding} says snappy. */
    static boolean isSnappy(String contentEncoding) {
        return contentEncoding == null
                || contentEncoding.isBlank()
                || contentEncoding.strip().equalsIgnoreCase("snappy");
    }
}
