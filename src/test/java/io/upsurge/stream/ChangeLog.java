package io.upsurge.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code docs/CHANGELOG.md} tells users. */
public final class ChangeLog {
    private static final String UNRELEASED = "## [Unreleased]";

    private final String text;

    public ChangeLog() {
        try {
            text = Files.readString(Path.of("docs/CHANGELOG.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a version is out. */
    public boolean isReleased(String version) {
        return text.contains("\n## [" + version + "]");
    }

    /** What is not released yet. */
    public String unreleased() {
        int from = text.indexOf(UNRELEASED) + UNRELEASED.length();
        int to = text.indexOf("\n## [", from);
        return text.substring(from, to < 0 ? text.length() : to);
    }

    /** All of it. */
    public String text() {
        return text;
    }
}
