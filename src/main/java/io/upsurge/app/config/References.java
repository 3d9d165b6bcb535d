package io.upsurge.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${env:NAME}} and {@code ${file:/path}} in values; what they stand for is not searched again. */
final class References {
    static final String ALLOWED = "${env:NAME} or ${file:/path}";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final long MAX_FILE_BYTES = 1 << 20;

    private final Map<String, String> environment;

    References(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The text with its references replaced.
     *
     * @throws IllegalArgumentException if one leads nowhere or is of an unknown kind; the message tells no secret
     */
    String resolve(String text) {
        return REFERENCE.matcher(text).replaceAll(reference -> Matcher.quoteReplacement(target(reference.group(1))));
    }

    private String target(String reference) {
        if (reference.startsWith("env:")) {
            String name = reference.substring("env:".length());
            String value = environment.get(name);
            if (value == null) {
                throw new IllegalArgumentException("there is no environment variable '" + name + "'");
            }
            return value;
        }
        if (reference.startsWith("file:")) {
            return content(reference.substring("file:".length()));
        }
        throw new IllegalArgumentException("a reference of an unknown kind");
    }

    private static String content(String name) {
        try {
            Path file = Path.of(name);
            if (!file.isAbsolute()) {
                throw new IllegalArgumentException("the path of the file '" + name + "' is not absolute");
            }
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("there is no file '" + name + "'");
            }
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new IllegalArgumentException("the file '" + name + "' is larger than 1 MiB");
            }
            String content = Files.readString(file);
            return content.replaceFirst("\\r?\\n\\z", "");
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + name + "' is not a path", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file '" + name + "' cannot be read as text", e);
        }
    }
}
