package io.upsurge.app.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What of the configuration may be shown. */
public final class Redaction {
    private static final String HIDDEN = "********";
    private static final List<String> SECRET_WORDS = List.of(
            "password",
            "secret",
            "token",
            "credential",
            "sasl.jaas.config",
            "user.info",
            "keystore.key",
            "private.key",
            "passphrase",
            "passwd",
            "api.key",
            "api-key",
            "apikey",
            "access.key",
            "authorization",
            "routing-key");
    private static final Pattern ADDRESS_OF_SINK = Pattern.compile("alerts\\.sinks\\..*\\.url");
    private static final Pattern AFTER_HOST = Pattern.compile("(://[^/,\\s?#]*)[/?#][^,\\s]*");
    private static final Pattern USER_IN_ADDRESS = Pattern.compile("://[^/@\\s]+@");

    private Redaction() {}

    /** Whether the name says that the value is a secret. */
    static boolean isSecret(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return SECRET_WORDS.stream().anyMatch(name::contains);
    }

    /**
     * The value, or stars in place of a secret, also of the user and password within an address, and of what follows the host
     * in the address of a sink.
     */
    public static String shown(String path, String text) {
        if (isSecret(path)) {
            return HIDDEN;
        }
        String shown = USER_IN_ADDRESS.matcher(text).replaceAll("://" + HIDDEN + "@");
        return ADDRESS_OF_SINK.matcher(path).matches()
                ? AFTER_HOST.matcher(shown).replaceAll("$1/" + HIDDEN)
                : shown;
    }

    /** The map with its secrets replaced, in the order of its keys. */
    static Map<String, String> shown(Map<String, String> settings) {
        Map<String, String> shown = new TreeMap<>(settings);
        shown.replaceAll(Redaction::shown);
        return shown;
    }
}
