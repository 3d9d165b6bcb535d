package io.upsurge.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/doctor.md and the list of findings in the code are the same list. */
class DoctorPageTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| (`[a-z-]+`(?:, `[a-z-]+`)*) \\| (error|warning|note|ok) \\|");

    @Test
    void shouldDescribeEveryFindingUnderItsHeadlineWithItsSeverity() throws IOException {
        Map<String, String> written = new HashMap<>();
        String headline = "";
        for (String line : Files.readAllLines(Path.of("docs/doctor.md"))) {
            if (line.startsWith("## ")) {
                headline = line.substring(3);
            }
            Matcher row = ROW.matcher(line);
            if (row.find()) {
                for (String id : row.group(1).replace("`", "").split(", ", -1)) {
                    assertThat(written.put(id, headline + ": " + row.group(2)))
                            .as("second row for " + id)
                            .isNull();
                }
            }
        }
        Map<String, String> inCode = new HashMap<>();
        List<Diagnosis> everywhere = List.of(Diagnosis.NOT_CHECKED, Diagnosis.CHECK_FAILED);
        Arrays.stream(Diagnosis.values())
                .forEach(diagnosis -> inCode.put(
                        diagnosis.id(),
                        (everywhere.contains(diagnosis)
                                        ? "Any group"
                                        : diagnosis.group().title())
                                + ": "
                                + diagnosis.severity().name().toLowerCase(java.util.Locale.ROOT)));
        assertThat(written).isEqualTo(inCode);
    }

    @Test
    void shouldSayWhyEveryFindingMattersThatIsNotWell() {
        assertThat(Diagnosis.values())
                .allSatisfy(diagnosis ->
                        assertThat(diagnosis.why().isEmpty()).isEqualTo(diagnosis.severity() == Severity.OK));
    }
}
