package io.upsurge.app.run;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.engine.Engine;
import io.upsurge.detect.rule.MultipleOfBaseline;
import io.upsurge.detect.rule.Rule;

/** The rule that a configuration asks for: the one place that chooses. */
public final class ConfiguredRule {
    private ConfiguredRule() {}

    /** The rule. */
    public static Rule of(UpsurgeConfig config) {
        return new MultipleOfBaseline(config.rule());
    }

    /** The rule with everything else that decides. */
    public static Engine.Detector detector(UpsurgeConfig config) {
        return new Engine.Detector(config.signals(), config.engine(), config.rule(), of(config));
    }
}
