package io.upsurge.ingest.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Texts of a template as they may be shown: without what looks like a secret, and short. */
final class Masked {
    static final String MASK = "***";
    static final int MAX_VALUE = 60;

    private static final String WORDS = "password|passwd|passphrase|secret|token|key|credential|auth";
    private static final Pattern SECRET = Pattern.compile(WORDS, Pattern.CASE_INSENSITIVE);
    private static final Pattern ASSIGNED =
            Pattern.compile("([\\w.-]*(?:" + WORDS + ")[\\w.-]*\"?\\s*[=:]\\s*)[^\\s,;]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("://[^/@\\s]+@");

    private Masked() {}

    /** The value under a name, masked where the name speaks of a secret. */
    static String value(String name, String value) {
        if (secret(name)) {
            return MASK;
        }
        String shown = CREDENTIALS_IN_URL.matcher(value).replaceAll("://" + MASK + '@');
        shown = ASSIGNED.matcher(shown).replaceAll("$1" + MASK);
        return shown.isEmpty() ? "empty" : capped(shown, MAX_VALUE);
    }

    /** Arguments of a command, one by one: what follows an option that speaks of a secret is masked. */
    static List<String> words(List<String> words) {
        List<String> shown = new ArrayList<>();
        boolean secretFollows = false;
        for (String word : words) {
            shown.add(secretFollows && !word.startsWith("-") ? MASK : word);
            secretFollows = word.startsWith("-") && word.indexOf('=') < 0 && secret(word);
        }
        return shown;
    }

    /** The text, cut to that many characters. */
    static String capped(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max - 3) + "...";
    }

    private static boolean secret(String name) {
        return SECRET.matcher(name).find();
    }
}
