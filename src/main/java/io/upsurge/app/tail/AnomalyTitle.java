package io.upsurge.app.tail;

import io.upsurge.model.Anomaly;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * An anomaly in one short line: {@code aws-node v1.16.3: GetMetadata calls 2.6x (41 of 43 upgraded nodes)}. Shorter than 80
 * characters; long names are cut, never the numbers.
 */
public final class AnomalyTitle {
    private static final int LONGEST = 79;
    private static final int SHORTEST_NAME = 8;
    private static final String CUT = "..";

    private AnomalyTitle() {}

    /**
     * The title.
     *
     * @param anomaly any state change of an anomaly
     */
    public static String of(Anomaly anomaly) {
        String group = anomaly.key().group();
        String[] names = {
            OneLine.of(anomaly.key().workload().daemonset()),
            OneLine.of(anomaly.toVersion()),
            OneLine.of(group.isEmpty() ? anomaly.key().signal() : GroupValues.of(group))
        };
        String found = found(anomaly);
        int tooLong = String.format("%s %s: %s%s", names[0], names[1], names[2], found)
                        .length()
                - LONGEST;
        while (tooLong > 0) {
            int longest = longest(names);
            String name = names[longest];
            if (name.length() <= SHORTEST_NAME) {
                break;
            }
            names[longest] = cut(name, Math.max(SHORTEST_NAME, name.length() - tooLong));
            tooLong -= name.length() - names[longest].length();
        }
        return names[0] + ' ' + names[1] + ": " + names[2] + found;
    }

    private static String found(Anomaly anomaly) {
        Anomaly.Evidence evidence = anomaly.evidence();
        String what;
        if (evidence.ratio().isPresent()) {
            what = " calls " + Figures.times(evidence.ratio().getAsDouble());
        } else {
            what = " new calls, " + Figures.perMinute(evidence.candidateRate()) + "/min";
        }
        return what + " (" + evidence.aboveNodes() + " of " + evidence.judgedNodes() + " upgraded nodes)";
    }

    private static int longest(String[] names) {
        List<String> list = Arrays.asList(names);
        return list.indexOf(
                list.stream().max(Comparator.comparingInt(String::length)).orElseThrow());
    }

    private static String cut(String name, int length) {
        int end = length - CUT.length();
        if (Character.isHighSurrogate(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end) + CUT;
    }
}
