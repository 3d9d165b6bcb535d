package io.upsurge.format;

import java.nio.charset.StandardCharsets;

/** Foreign text in a message: short, in quotes, on one line. */
public final class Excerpt {
    private static final int MAX_CHARACTERS = 60;

    private Excerpt() {}

    /** The beginning of a text. */
    public static String of(String text) {
        StringBuilder excerpt = new StringBuilder("'");
        text.codePoints()
                .limit(MAX_CHARACTERS)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .forEach(excerpt::appendCodePoint);
        return excerpt.append(text.length() > MAX_CHARACTERS ? "...'" : "'").toString();
    }

    /** The beginning of a text in UTF-8 that lies between two positions. */
    public static String of(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + 4 * MAX_CHARACTERS + 4);
        return of(new String(bytes, from, Math.max(0, end - from), StandardCharsets.UTF_8));
    }
}
