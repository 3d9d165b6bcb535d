package io.upsurge.page;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places to fill, written {@code {{name}}}. What is put in is never looked at again. */
public final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private final String text;
    private final Map<String, String> values = new HashMap<>();

    /** Makes a template of a text. */
    public Template(String text) {
        this.text = text;
    }

    /** Puts a value into the places of a name. */
    public Template put(String name, String value) {
        values.put(name, value);
        return this;
    }

    /**
     * The filled text.
     *
     * @throws IllegalStateException if a place has no value
     */
    public String text() {
        return PLACE.matcher(text).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalStateException("nothing was put for " + place.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** A text as HTML shows it, in an element or an attribute. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
