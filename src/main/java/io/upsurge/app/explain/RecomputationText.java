package io.upsurge.app.explain;

import io.upsurge.app.explain.Recomputation.Outcome;
import io.upsurge.app.explain.Recomputation.Reach;
import io.upsurge.app.explain.Recomputation.Result;
import io.upsurge.words.Figures;
import io.upsurge.words.Sections;
import java.util.List;

/** The result of a recomputation in words. */
public final class RecomputationText {
    private static final int MOST = 20;

    private RecomputationText() {}

    /**
     * The text, without a line end.
     *
     * @param result what came out
     */
    public static String of(Result result) {
        Sections report = new Sections();
        report.title(
                switch (result.outcome()) {
                    case SAME ->
                        "Same: all " + result.told() + " changes of " + result.id() + " come out again, bit for bit.";
                    case DIFFERENT ->
                        "Different: not all " + result.told() + " changes of " + result.id() + " come out again.";
                    case OUT_OF_REACH ->
                        "Cannot be told: the oldest records are gone, and what is left does not give all "
                                + result.told() + " changes of " + result.id() + " again.";
                });
        report.say(reach(result.reach()));
        if (result.outcome() == Outcome.OUT_OF_REACH) {
            report.say("The baselines rest on records that retention has deleted. Nothing follows from a difference.");
        }
        differences(report, result.differences());
        if (result.outcome() == Outcome.DIFFERENT) {
            report.section("What may be the reason");
            report.say(
                    "The configuration: engine, detector or signals were others then. If `rule` differs, they were.");
            report.say("A record came later than engine.grace after its instant; it counts here, and did not then.");
            report.say("A partition was silent for pipeline.idle-after, and was not waited for.");
            report.say("Another release of Upsurge said it.");
        }
        return report.toString();
    }

    private static String reach(Reach reach) {
        String read = "Read " + reach.scrapes() + " scrapes and " + reach.facts() + " roll-out facts of the cluster";
        return reach.firstScrapeMs().isPresent()
                ? read + ", from " + Figures.instant(reach.firstScrapeMs().getAsLong()) + " on."
                : read + ".";
    }

    private static void differences(Sections report, List<String> differences) {
        if (differences.isEmpty()) {
            return;
        }
        report.section("What differs");
        differences.stream().limit(MOST).forEach(report::say);
        if (differences.size() > MOST) {
            report.say("and " + (differences.size() - MOST) + " more");
        }
    }
}
