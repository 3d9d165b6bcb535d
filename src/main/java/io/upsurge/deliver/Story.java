package io.upsurge.deliver;

import io.upsurge.model.Anomaly;
import io.upsurge.words.AnomalyText;
import io.upsurge.words.AnomalyTitle;
import io.upsurge.words.Explanation;
import io.upsurge.words.OneLine;
import java.util.List;
import java.util.Map;

/**
 * A notice in words, the same for every sink.
 *
 * @param title one short line, symptom first
 * @param text a fact a line, what matters first
 * @param advice what a person may look at next, a sentence or command each
 * @param links where it goes on, by name
 */
public record Story(String title, String text, List<String> advice, Map<String, String> links) {
    private static final String TEST = "TEST, nothing happened: ";

    /** Tells a notice. */
    public static Story of(Notice notice, LinkTemplates links) {
        Anomaly anomaly = notice.anomaly();
        String test = notice.test() ? TEST : "";
        return new Story(
                test + AnomalyTitle.of(anomaly),
                test + AnomalyText.of(anomaly),
                new Explanation(List.of(anomaly))
                        .advice().stream().map(OneLine::of).toList(),
                links.of(anomaly));
    }

    /** Text and advice together. */
    public String whole() {
        StringBuilder whole = new StringBuilder(text);
        advice.forEach(line -> whole.append("\n  next     ").append(line));
        return whole.toString();
    }
}
