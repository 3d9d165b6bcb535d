package io.upsurge.app.config;

import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The text of {@code sasl.jaas.config} as Kafka's clients read it: {@code module flag name=value ...;}. Where it is misspelt,
 * the clients show the word that they do not expect, which may be a password; what is said here shows none.
 */
final class JaasText {
    private static final Set<String> FLAGS = Set.of("REQUIRED", "REQUISITE", "SUFFICIENT", "OPTIONAL");
    private static final String FORM = "MODULE required name=\"value\" ...;";

    private final List<String> words;

    private JaasText(List<String> words) {
        this.words = words;
    }

    /** Reads a text; within quotes, a letter may be written as its number. */
    static JaasText of(String text) {
        StreamTokenizer tokens = new StreamTokenizer(new StringReader(text));
        tokens.slashSlashComments(true);
        tokens.slashStarComments(true);
        tokens.wordChars('-', '-');
        tokens.wordChars('_', '_');
        tokens.wordChars('$', '$');
        List<String> words = new ArrayList<>();
        try {
            while (tokens.nextToken() != StreamTokenizer.TT_EOF) {
                words.add(tokens.sval == null ? String.valueOf((char) tokens.ttype) : tokens.sval);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new JaasText(words);
    }

    /** Whether a login module of that name, or any other word with it, is in it. */
    boolean names(String module) {
        return words.stream().anyMatch(word -> word.contains(module));
    }

    /** What is wrong with its form, without a word of it; empty if nothing is. */
    Optional<String> problem() {
        if (words.isEmpty()) {
            return Optional.of("names no login module");
        }
        if (words.size() < 2 || !FLAGS.contains(words.get(1).toUpperCase(Locale.ROOT))) {
            return Optional.of("has no 'required' after the login module");
        }
        int end = words.indexOf(";");
        if (end < 0) {
            return Optional.of("does not end with a semicolon");
        }
        if (end != words.size() - 1) {
            return Optional.of("goes on after its semicolon; Kafka's clients take one login module");
        }
        for (int at = 2; at < end; at += 3) {
            if (at + 2 >= end || !words.get(at + 1).equals("=")) {
                return Optional.of("option " + (at / 3 + 1) + " is not of the form name=\"value\"");
            }
        }
        return Optional.empty();
    }

    /** What is allowed. */
    static String form() {
        return FORM;
    }
}
