package io.upsurge.app.doctor;

import io.upsurge.words.OneLine;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * What was found, for people: a headline for each group, a line for each finding, the worst first; below what is not well
 * stands why it matters and what to do; a last line counts.
 */
public final class ReportText {
    private static final int SEVERITY_WIDTH = 8;

    private final boolean colour;

    /**
     * A text.
     *
     * @param colour whether severities are coloured
     */
    public ReportText(boolean colour) {
        this.colour = colour;
    }

    /** The text, without a line end at its end. */
    public String of(Diagnoses diagnoses) {
        StringJoiner text = new StringJoiner(System.lineSeparator());
        int width = diagnoses.all().stream()
                .mapToInt(finding -> finding.diagnosis().id().length())
                .max()
                .orElse(0);
        diagnoses.findings().forEach((group, findings) -> {
            if (!findings.isEmpty()) {
                text.add(group.title());
                findings.forEach(finding -> add(text, finding, width));
                text.add("");
            }
        });
        return text.add(counts(diagnoses)).toString();
    }

    private void add(StringJoiner text, Finding finding, int width) {
        Severity severity = finding.severity();
        String id = finding.diagnosis().id();
        text.add("  " + painted(severity, padded(word(severity), SEVERITY_WIDTH)) + padded(id, width + 2)
                + OneLine.of(finding.where() + ": " + finding.what()));
        String indent = " ".repeat(2 + SEVERITY_WIDTH + width + 2);
        if (severity == Severity.ERROR || severity == Severity.WARNING) {
            text.add(indent + "why: " + finding.diagnosis().why());
        }
        if (!finding.todo().isEmpty()) {
            text.add(indent + "do:  " + OneLine.of(finding.todo()));
        }
    }

    private static String counts(Diagnoses diagnoses) {
        StringJoiner counts = new StringJoiner(", ");
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
            counts.add(Words.count(diagnoses.count(severity), word(severity)));
        }
        return counts + ", " + diagnoses.count(Severity.OK) + " ok";
    }

    private String painted(Severity severity, String word) {
        if (!colour) {
            return word;
        }
        String code =
                switch (severity) {
                    case ERROR -> "31";
                    case WARNING -> "33";
                    case NOTE -> "36";
                    case OK -> "32";
                };
        return "\u001b[" + code + "m" + word + "\u001b[0m";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
