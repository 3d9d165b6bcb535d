package io.upsurge.detect.rule;

import io.upsurge.model.RuleSettings;
import io.upsurge.model.Signal;
import io.upsurge.pack.Unpacker;

/** A way to decide whether a candidate version changed a signal. */
public interface Rule {

    /** The rule that is configured. */
    static Rule of(RuleSettings settings) {
        return switch (settings.mode()) {
            case MULTIPLE -> new MultipleOfBaseline(settings);
            case SEQUENTIAL -> new Sequential(settings);
        };
    }

    /** Begins to judge a candidate version. */
    Judge start(Signal signal);

    /** Goes on from what {@link Judge#pack} wrote. */
    Judge resume(Signal signal, Unpacker in);

    /** The rule and its settings in one sentence, for the evidence of an anomaly. */
    String describe(Signal signal);
}
