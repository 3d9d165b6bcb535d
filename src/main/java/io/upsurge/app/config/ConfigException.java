package io.upsurge.app.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; tells everything that is wrong with it. */
public final class ConfigException extends RuntimeException {
    private final List<Problem> problems;

    ConfigException(List<Problem> problems) {
        super(problems.stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n  ", "the configuration has " + count(problems.size()) + ":\n  ", "")));
        this.problems = List.copyOf(problems);
    }

    private static String count(int problems) {
        return problems == 1 ? "1 problem" : problems + " problems";
    }

    /** What is wrong, at least one; those of the file first, in the order of its lines. */
    public List<Problem> problems() {
        return problems;
    }
}
