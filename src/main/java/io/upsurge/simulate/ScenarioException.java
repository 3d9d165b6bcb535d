package io.upsurge.simulate;

import java.util.List;

/** A scenario cannot be used. The message names the file and every problem found, each with its path. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    ScenarioException(String where, List<String> problems) {
        super("scenario " + where + ":\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems, at least one; each begins with the path of the key it concerns where there is one. */
    public List<String> problems() {
        return problems;
    }
}
