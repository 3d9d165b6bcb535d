package io.upsurge.app.doctor;

import io.upsurge.wire.ModelJson;
import java.util.List;

/** What was found, for scripts: one object. */
public final class ReportJson {
    private ReportJson() {}

    /**
     * The fields of the object.
     *
     * @param findings in the order of the groups, the worst of each first
     * @param errors how many are errors
     * @param warnings how many are warnings
     * @param notes how many are notes
     * @param ok how many say that all is well
     */
    public record Report(List<Row> findings, long errors, long warnings, long notes, long ok) {}

    /**
     * The fields of a finding.
     *
     * @param id its kind, as in docs/doctor.md
     * @param severity how bad it is
     * @param group what it belongs to
     * @param where what it is about
     * @param what what was seen
     * @param why why it matters; may be empty
     * @param todo what to do; may be empty
     */
    public record Row(String id, Severity severity, Group group, String where, String what, String why, String todo) {}

    /** The object as one line. */
    public static String of(Diagnoses diagnoses) {
        List<Row> rows = diagnoses.findings().entrySet().stream()
                .flatMap(group -> group.getValue().stream().map(finding -> row(group.getKey(), finding)))
                .toList();
        return ModelJson.line(new Report(
                rows,
                diagnoses.count(Severity.ERROR),
                diagnoses.count(Severity.WARNING),
                diagnoses.count(Severity.NOTE),
                diagnoses.count(Severity.OK)));
    }

    private static Row row(Group group, Finding finding) {
        return new Row(
                finding.diagnosis().id(),
                finding.severity(),
                group,
                finding.where(),
                finding.what(),
                finding.diagnosis().why(),
                finding.todo());
    }
}
