package io.upsurge.app.config;

/**
 * A key as somebody wrote it: the text is not checked, and references in it are not resolved.
 *
 * @param path the key, such as {@code engine.window} or {@code signals.imds-get-metadata.multiple}
 * @param text the text as written
 * @param origin where it was written
 */
public record Setting(String path, String text, Origin origin) {

    /** The text with anything secret left out. */
    public String shownText() {
        return Redaction.shown(path, text);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return path + ": " + shownText() + " (" + origin + ')';
    }
}
