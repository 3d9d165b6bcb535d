package io.upsurge.app.replay;

import io.upsurge.app.config.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command that gives the results of a run again, for a POSIX shell: without what makes no difference, and with stars in
 * place of secrets.
 */
public final class Again {
    private static final Set<String> NO_DIFFERENCE = Set.of("--out", "--threads");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private final ParseResult given;
    private final Map<String, String> variables;

    /**
     * A command.
     *
     * @param given the command line
     * @param variables environment variables that the configuration was read from, without secrets
     */
    public Again(ParseResult given, Map<String, String> variables) {
        this.given = given;
        this.variables = new TreeMap<>(variables);
    }

    /** The command, on one line. */
    public String text() {
        List<String> words = new ArrayList<>();
        variables.forEach((name, value) -> words.add(name + '=' + quoted(value)));
        words.add("upsurge");
        words.add(given.commandSpec().name());
        for (PositionalParamSpec sources : given.commandSpec().positionalParameters()) {
            // One that begins with a hyphen was given after "--", or as a path.
            sources.originalStringValues()
                    .forEach(value -> words.add(quoted(value.startsWith("-") ? "./" + value : value)));
        }
        for (OptionSpec option : given.commandSpec().options()) {
            if (given.hasMatchedOption(option) && !NO_DIFFERENCE.contains(option.longestName())) {
                add(option, words);
            }
        }
        return String.join(" ", words);
    }

    private static void add(OptionSpec option, List<String> words) {
        if (option.arity().max() == 0) {
            words.add(option.longestName());
            return;
        }
        for (String value : option.originalStringValues()) {
            words.add(option.longestName());
            words.add(quoted(shown(value)));
        }
    }

    /** A value without its secrets; of {@code key=value} the key says whether it is one. */
    private static String shown(String value) {
        int equals = value.indexOf('=');
        return equals < 0
                ? Redaction.shown("", value)
                : value.substring(0, equals + 1)
                        + Redaction.shown(value.substring(0, equals), value.substring(equals + 1));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : '\'' + word.replace("'", "'\\''") + '\'';
    }
}
