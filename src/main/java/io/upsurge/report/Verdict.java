package io.upsurge.report;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.report.FoundAnomalies.Course;
import io.upsurge.report.RecordedRun.Headline;
import io.upsurge.report.RecordedRun.KeyRun;
import io.upsurge.report.RecordedRun.Move;
import io.upsurge.report.RecordedRun.Range;
import io.upsurge.report.RecordedRun.Tone;
import io.upsurge.report.RecordedRun.WorkloadRun;
import io.upsurge.words.AnomalyTitle;
import io.upsurge.words.AnomalyWords;
import io.upsurge.words.Explanation;
import io.upsurge.words.Figures;
import io.upsurge.words.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The verdict on a whole run, in words. */
final class Verdict {
    private final Range range;
    private final List<WorkloadRun> workloads;
    private final List<KeyRun> keys;
    private final List<Course> found;

    Verdict(Range range, List<WorkloadRun> workloads, List<KeyRun> keys, List<Course> found) {
        this.range = range;
        this.workloads = workloads;
        this.keys = keys;
        this.found = found;
    }

    Headline headline() {
        return found.isEmpty() ? none() : some(found.get(0));
    }

    private Headline some(Course leading) {
        Anomaly telling = leading.telling();
        Explanation explanation = new Explanation(leading.changes());
        List<String> sentences = new ArrayList<>();
        sentences.add(explanation.happened());
        Anomaly saying = leading.saying();
        Anomaly deciding = leading.deciding();
        sentences.add(capital(AnomalyWords.word(saying.level())) + " at " + Figures.instant(saying.atMs()) + ", "
                + lasted(saying.atMs() - leading.first().firstUpgradeAtMs()) + " after the first upgrade"
                + (deciding.level() == saying.level()
                        ? ""
                        : ", and " + AnomalyWords.word(deciding.level()) + " at " + Figures.instant(deciding.atMs()))
                + "; compared with " + AnomalyWords.against(telling) + '.');
        sentences.add(explanation.outcome());
        if (found.size() > 1) {
            int more = found.size() - 1;
            sentences.add(more + (more == 1 ? " more anomaly is" : " more anomalies are") + " listed below.");
        }
        return new Headline(
                AnomalyTitle.of(telling),
                leading.level() == Level.SUSPECTED ? Tone.SUSPECTED : Tone.CONFIRMED,
                sentences.stream().map(OneLine::of).toList());
    }

    private Headline none() {
        Map<Outcome, Integer> outcomes = new TreeMap<>();
        keys.forEach(key -> outcomes.merge(key.outcome(), 1, Integer::sum));
        List<String> sentences = new ArrayList<>();
        for (WorkloadRun workload : workloads) {
            for (Move move : workload.moves()) {
                sentences.add(
                        workload.daemonset() + '/' + workload.container() + " in " + workload.cluster() + " moved from "
                                + workload.versions().get(move.from()).id() + " to "
                                + workload.versions().get(move.to()).id() + " on " + move.nodes() + " of "
                                + workload.nodes().size() + " nodes, " + Figures.instant(move.firstMs()) + " to "
                                + Figures.instant(move.lastMs()) + '.');
            }
        }
        boolean moved = !sentences.isEmpty();
        if (!moved) {
            sentences.add("No node moved to another version.");
        }
        int clean = outcomes.getOrDefault(Outcome.CLEAN, 0);
        if (moved && !keys.isEmpty()) {
            sentences.add(clean + " of " + keys.size() + (keys.size() == 1 ? " key" : " keys")
                    + (clean == 1 ? " is" : " are") + " clean: a rise by the configured multiple is excluded.");
            String others = others(outcomes);
            if (!others.isEmpty()) {
                sentences.add("Of the others nothing can be said that is worth an alarm, which is not a pass: " + others
                        + '.');
            }
        }
        boolean allClean = moved && !keys.isEmpty() && clean == keys.size();
        int nodes =
                workloads.stream().mapToInt(workload -> workload.nodes().size()).sum();
        String looked = keys.isEmpty()
                ? "no series matched a signal"
                : lasted(range.toMs() - range.fromMs()) + ", " + nodes + (nodes == 1 ? " node, " : " nodes, ")
                        + keys.size() + (keys.size() == 1 ? " key" : " keys");
        return new Headline(
                (moved ? "No anomaly: " : "No roll-out seen: ") + looked,
                allClean ? Tone.CLEAN : Tone.OPEN,
                sentences.stream().map(OneLine::of).toList());
    }

    private static String others(Map<Outcome, Integer> outcomes) {
        StringJoiner others = new StringJoiner(", ");
        outcomes.forEach((outcome, count) -> {
            if (outcome != Outcome.CLEAN) {
                others.add(count + " " + AnomalyWords.word(outcome));
            }
        });
        return others.toString();
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** A length of time, the two units that matter: {@code 2 h 5 min}. */
    static String lasted(long milliseconds) {
        Duration time = Duration.ofMillis(milliseconds);
        if (time.toDays() > 1) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
