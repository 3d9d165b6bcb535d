package io.upsurge.deliver;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Resolution;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Workload;
import io.upsurge.words.Anomalies;
import java.util.Optional;
import java.util.Set;

/** The changes of one anomaly, one after the other. */
public final class Life {
    private final String id;
    private int sequence;
    private Verdict verdict = Verdict.SURGE;
    private Level level = Level.SUSPECTED;
    private String daemonset = "aws-node";

    public Life(String id) {
        this.id = id;
    }

    public Life of(String name) {
        daemonset = name;
        return this;
    }

    public Anomaly open(Level sure) {
        level = sure;
        return change(State.OPEN, Optional.empty());
    }

    public Anomaly update(Level sure) {
        level = sure;
        return change(State.UPDATED, Optional.empty());
    }

    public Anomaly update(Verdict found) {
        verdict = found;
        return change(State.UPDATED, Optional.empty());
    }

    public Anomaly resolve() {
        return change(State.RESOLVED, Optional.of(Resolution.RECOVERED));
    }

    public Anomaly retract() {
        return change(State.RETRACTED, Optional.empty());
    }

    private Anomaly change(State state, Optional<Resolution> resolution) {
        Anomalies made = new Anomalies();
        made.id = id;
        made.sequence = ++sequence;
        made.state = state;
        made.resolution = resolution;
        made.verdict = verdict;
        made.level = level;
        made.key = new SignalKey(
                new Workload("prod", "kube-system", daemonset, daemonset), "imds-calls", "{api=\"GetMetadata\"}");
        return made.build();
    }

    /** What is told where nothing else is configured. */
    public static Routing from(Level level) {
        return new Routing(level, Routing.usualVerdicts(), Globs.ANY, Globs.ANY, Globs.ANY, Globs.ANY);
    }

    static Routing of(Set<Verdict> verdicts) {
        return new Routing(Level.SUSPECTED, verdicts, Globs.ANY, Globs.ANY, Globs.ANY, Globs.ANY);
    }
}
