package io.upsurge.model;

import java.util.Map;

/** Labels as Prometheus writes them. */
public final class LabelText {
    private LabelText() {}

    /** {@code {a="b",c="d"}} in the order of the map; empty text for no labels. Values are escaped as in Prometheus. */
    public static String of(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("{");
        labels.forEach((name, value) -> {
            if (text.length() > 1) {
                text.append(',');
            }
            text.append(name).append("=\"");
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '\\' -> text.append("\\\\");
                    case '"' -> text.append("\\\"");
                    case '\n' -> text.append("\\n");
                    default -> text.append(c);
                }
            }
            text.append('"');
        });
        return text.append('}').toString();
    }
}
