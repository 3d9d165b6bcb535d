package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.Look;
import io.upsurge.app.doctor.look.Trouble;
import io.upsurge.format.Trait;
import io.upsurge.ingest.topics.InputFormat;
import io.upsurge.ingest.topics.TopicInput;
import io.upsurge.ingest.topics.TopicTrial;
import io.upsurge.model.SeriesSelector;
import io.upsurge.model.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether the topics of others are there, can be read, and hold what signals ask for. */
final class InputTopicsCheck implements Check {
    private static final Set<Trait> SUMMARIES = Set.of(Trait.SUMMARY, Trait.HISTOGRAM, Trait.EXPONENTIAL_HISTOGRAM);

    @Override
    public Group group() {
        return Group.INPUTS;
    }

    @Override
    public String name() {
        return "topics of others";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        List<Finding> findings = new ArrayList<>();
        seen.sources().topics().forEach((input, look) -> of(seen, input, look, findings));
        return findings;
    }

    private static void of(
            Examination seen, TopicInput input, Look<Optional<TopicTrial>> look, List<Finding> findings) {
        String where = input.topic() + " (" + input.format().text() + ")";
        if (look instanceof Look.Unseen<Optional<TopicTrial>> unseen && unseen.trouble() != Trouble.EARLIER) {
            findings.add(Diagnosis.INPUT_UNREADABLE.at(
                    where, unseen.why(), PermissionsCheck.acl(seen, "Read --topic " + input.topic())));
            return;
        }
        Optional<TopicTrial> found = look.get();
        if (found.isEmpty()) {
            findings.add(Diagnosis.INPUT_MISSING.at(
                    where, "there is no such topic", "correct topic of this input, or start who writes it"));
        } else if (found.get().records() == 0) {
            findings.add(Diagnosis.INPUT_EMPTY.at(where, "there is no record", "see whether its sender runs"));
        } else {
            read(seen, where, found.get(), input.format() == InputFormat.CDEVENTS, findings);
        }
    }

    private static void read(
            Examination seen, String where, TopicTrial trial, boolean isOfEvents, List<Finding> findings) {
        String records = "of the newest " + Words.count(trial.records(), "record");
        if (trial.undecodable() > 0) {
            findings.add(Diagnosis.INPUT_UNDECODABLE.at(
                    where,
                    trial.undecodable() + " " + records + " cannot be read, such as "
                            + trial.example().orElse("one"),
                    "correct format of this input, or see who else writes there"));
        }
        lossy(trial)
                .forEach(loss -> findings.add(Diagnosis.INPUT_LOSSY.at(
                        where,
                        loss + ", in what was read " + records,
                        "change what its sender loses; remote write loses nothing")));
        withoutSummaries(seen, trial)
                .ifPresent(what -> findings.add(Diagnosis.INPUT_LOSSY.at(
                        where, what + " " + records, "see whether the exporter drops summaries and histograms")));
        trial.rejected()
                .ifPresent(why -> findings.add(Diagnosis.INPUT_REJECTED.at(
                        where, why, "correct labels.*, or add the labels where the series come from")));
        if (trial.undecodable() == trial.records()) {
            return;
        }
        if (trial.wanted() == 0 && isOfEvents) {
            findings.add(Diagnosis.INPUT_UNWANTED.at(
                    where,
                    "no event " + records + " says on which nodes a DaemonSet of the signals changed"
                            + trial.noted().map(why -> ", such as " + why).orElse(""),
                    "name the nodes in customData.nodes, or leave this input out"));
        } else if (trial.wanted() == 0) {
            findings.add(Diagnosis.INPUT_UNWANTED.at(
                    where,
                    "no signal asks for any series " + records
                            + (trial.metrics().isEmpty()
                                    ? ", in which there is no metric"
                                    : "; there are " + Words.some(trial.metrics())),
                    "correct series of the signals, or leave this input out"));
        } else {
            findings.add(Diagnosis.INPUT_READ.at(
                    where,
                    Words.count(trial.wanted(), isOfEvents ? "fact" : "value") + " " + records
                            + " that signals ask for"));
        }
    }

    /** What was lost. That one instant is a whole second is chance; that all are is not. */
    private static List<String> lossy(TopicTrial trial) {
        return trial.traits().entrySet().stream()
                .filter(met -> met.getKey().lossy())
                .filter(met -> met.getKey() != Trait.WHOLE_SECONDS || met.getValue() >= trial.readings())
                .sorted(Map.Entry.comparingByKey())
                .map(met -> met.getKey().text() + " (" + met.getValue() + " times)")
                .toList();
    }

    private static Optional<String> withoutSummaries(Examination seen, TopicTrial trial) {
        Set<Trait> traits = trial.traits().keySet();
        boolean otlp = traits.contains(Trait.GAUGE) || traits.contains(Trait.SUM);
        if (!otlp || traits.stream().anyMatch(SUMMARIES::contains)) {
            return Optional.empty();
        }
        TreeSet<String> missing = new TreeSet<>();
        seen.config().signals().stream()
                .flatMap(InputTopicsCheck::selectors)
                .map(SeriesSelector::metric)
                .filter(metric -> metric.endsWith("_sum") || metric.endsWith("_count"))
                .filter(metric -> !trial.metrics().contains(metric))
                .forEach(missing::add);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("no summary and no histogram, although signals ask for " + Words.some(missing) + ",");
    }

    private static Stream<SeriesSelector> selectors(Signal signal) {
        return Stream.concat(Stream.of(signal.series()), signal.per().stream());
    }
}
