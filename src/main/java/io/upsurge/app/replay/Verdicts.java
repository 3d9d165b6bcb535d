package io.upsurge.app.replay;

import io.upsurge.app.replay.Outcome.Found;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.words.AnomalyTitle;
import java.util.Comparator;
import java.util.List;

/** The verdict of a replay in one line. Where nothing was judged it says so: silence is not a pass. */
final class Verdicts {
    private final Outcome outcome;

    Verdicts(Outcome outcome) {
        this.outcome = outcome;
    }

    /** The line. */
    String text() {
        List<Found> rises = outcome.rises(Level.SUSPECTED);
        if (!rises.isEmpty()) {
            Found first = rises.stream().max(Comparator.comparing(Found::level)).orElseThrow();
            String more = rises.size() == 1 ? "" : ", and " + (rises.size() - 1) + " more";
            return first.level() + ": " + AnomalyTitle.of(first.telling()) + more;
        }
        if (outcome.totals().scrapes() == 0) {
            return "NO DATA: no scrape was read";
        }
        if (outcome.judged().isEmpty()) {
            return "NOT JUDGED: no signal of the configuration asks for any series that was read";
        }
        if (outcome.assessments() == 0) {
            return "NOT JUDGED: no node was seen before and after a change of version, "
                    + (outcome.totals().facts() == 0
                            ? "for no roll-out fact was read"
                            : "among " + outcome.totals().facts() + " roll-out facts");
        }
        String other = outcome.found().isEmpty() ? "" : "; " + outcome.found().size() + " other finding(s)";
        return "CLEAN: no version called more or got slower, over "
                + outcome.judged().size() + " keys" + other;
    }
}
