package io.upsurge.app.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rule between keys and environment variables, that of the Kafka image: {@code UPSURGE_}, then the key in capitals with
 * a dot as {@code _}, an underscore as {@code __} and a hyphen as {@code ___}.
 */
final class EnvironmentName {
    static final String PREFIX = "UPSURGE_";
    private static final Pattern UNDERSCORES = Pattern.compile("_+");
    private static final Pattern BODY = Pattern.compile("[A-Z0-9_]+");

    private EnvironmentName() {}

    /** The variable of a key. */
    static String of(String path) {
        StringBuilder name = new StringBuilder(PREFIX);
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            switch (c) {
                case '.' -> name.append("_");
                case '_' -> name.append("__");
                case '-' -> name.append("___");
                default -> name.append(Character.toUpperCase(c));
            }
        }
        return name.toString();
    }

    /** The key of a variable; empty if the name is not one that the rule makes. */
    static Optional<String> keyOf(String variable) {
        String body = variable.substring(PREFIX.length());
        if (!BODY.matcher(body).matches() || body.contains("____")) {
            return Optional.empty();
        }
        String path = UNDERSCORES.matcher(body).replaceAll(run -> switch (run.group()
                .length()) {
            case 1 -> ".";
            case 2 -> "_";
            default -> "-";
        });
        return Optional.of(path.toLowerCase(Locale.ROOT));
    }
}
