package io.upsurge.words;

/** Text made to fit. */
public final class Cut {
    private static final String MARK = "..";

    private Cut() {}

    /**
     * The text, or its beginning with two dots; no character is cut in half.
     *
     * @param text any text
     * @param most longest result, UTF-16 code units, at least 3
     */
    public static String to(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - MARK.length();
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + MARK;
    }
}
