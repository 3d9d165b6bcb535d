package io.upsurge.detect.rule;

import io.upsurge.model.RuleSettings;
import io.upsurge.model.Signal;
import io.upsurge.pack.Unpacker;
import java.util.Locale;

/**
 * The sequential rule: says CONFIRMED when the evidence against "no change" exceeds what chance could bring over a whole
 * roll-out and all its keys, however often one looks; says CERTIFIED when even the lower bound reaches the multiple; and says
 * SUSPECTED where the plain rule holds, or where there is evidence but no concurrent control.
 *
 * <p>Testing for "at least the multiple" could never confirm a ratio at the multiple, so the null ends earlier, at
 * r0 = 1 + 0.2 (multiple - 1), and the estimate must reach 1 + 0.6 (multiple - 1).
 */
public final class Sequential implements Rule {
    private static final double NULL_SHARE = 0.2;
    private static final double STRICT_NULL_SHARE = 0.4;
    private static final double EFFECT_SHARE = 0.6;

    private final RuleSettings settings;
    private final MultipleOfBaseline plain;

    /** Makes the rule. */
    public Sequential(RuleSettings settings) {
        this.settings = settings;
        this.plain = new MultipleOfBaseline(settings);
    }

    @Override
    public Judge start(Signal signal) {
        return new SequentialJudge(settings, signal, plain.start(signal));
    }

    @Override
    public Judge resume(Signal signal, Unpacker in) {
        RuleMark.SEQUENTIAL.read(in);
        SequentialJudge judge = new SequentialJudge(settings, signal, plain.resume(signal, in));
        judge.unpack(in);
        return judge;
    }

    @Override
    public String describe(Signal signal) {
        return String.format(
                Locale.ROOT,
                "sequential: a ratio above %s proven and estimated at %s or more, wrong in %s of roll-outs with all their"
                        + " keys; suspected by the plain rule at %sx",
                MultipleOfBaseline.plain(nullRatio(signal, settings.strict())),
                MultipleOfBaseline.plain(leastRatio(signal)),
                MultipleOfBaseline.plain(settings.errorBudget()),
                MultipleOfBaseline.plain(signal.multiple()));
    }

    /** r0: ratios between 1 / r0 and r0 are no change. */
    static double nullRatio(Signal signal, boolean strict) {
        return 1 + (strict ? STRICT_NULL_SHARE : NULL_SHARE) * (signal.multiple() - 1);
    }

    /** What the estimate must reach. */
    static double leastRatio(Signal signal) {
        return 1 + EFFECT_SHARE * (signal.multiple() - 1);
    }
}
