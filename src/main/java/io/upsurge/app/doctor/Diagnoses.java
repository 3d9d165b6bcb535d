package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.UnseenException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all checks find.
 *
 * @param findings by group, the worst first
 */
public record Diagnoses(Map<Group, List<Finding>> findings) {

    /** What these checks find. One that needs what could not be seen says so; none fails. */
    static Diagnoses of(List<Check> checks, Examination seen) {
        Map<Group, List<Finding>> findings = new EnumMap<>(Group.class);
        Map<Group, Map<String, List<String>>> unchecked = new EnumMap<>(Group.class);
        for (Check check : checks) {
            List<Finding> found = findings.computeIfAbsent(check.group(), group -> new ArrayList<>());
            try {
                found.addAll(check.findings(seen));
            } catch (UnseenException e) {
                unchecked
                        .computeIfAbsent(check.group(), group -> new LinkedHashMap<>())
                        .computeIfAbsent(e.getMessage(), why -> new ArrayList<>())
                        .add(check.name());
            } catch (RuntimeException e) {
                found.add(Diagnosis.CHECK_FAILED.at(check.name(), String.valueOf(e)));
            }
        }
        unchecked.forEach((group, reasons) -> reasons.forEach((why, names) ->
                findings.get(group).add(Diagnosis.NOT_CHECKED.at(String.join(", ", names), "not checked: " + why))));
        findings.values().forEach(found -> found.sort(Comparator.comparing(Finding::severity)));
        return new Diagnoses(findings);
    }

    /** All findings, in the order of the groups. */
    public List<Finding> all() {
        return findings.values().stream().flatMap(List::stream).toList();
    }

    /** How many findings are of a severity. */
    public long count(Severity severity) {
        return all().stream().filter(finding -> finding.severity() == severity).count();
    }

    /** Whether something is wrong that trying again does not mend. */
    public boolean hasErrors() {
        return all().stream()
                .anyMatch(finding -> finding.severity() == Severity.ERROR
                        && !finding.diagnosis().isSilence());
    }

    /** Whether a server did not answer. */
    public boolean hasSilence() {
        return all().stream().anyMatch(finding -> finding.diagnosis().isSilence());
    }
}
