package io.upsurge.words;

/** The values of a group of a signal: {@code {api="GetMetadata"}} is {@code GetMetadata} to a reader. */
public final class GroupValues {
    private GroupValues() {}

    /**
     * The values of the labels, joined by slashes; the text itself where it is not written as labels are.
     *
     * @param group label names and values as Prometheus writes them; may be empty
     */
    public static String of(String group) {
        StringBuilder values = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < group.length(); i++) {
            char c = group.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                if (quoted && !values.isEmpty()) {
                    values.append('/');
                }
            } else if (quoted && c == '\\' && i + 1 < group.length()) {
                char escaped = group.charAt(++i);
                values.append(escaped == 'n' ? '\n' : escaped);
            } else if (quoted) {
                values.append(c);
            }
        }
        return values.isEmpty() || quoted ? group : values.toString();
    }
}
