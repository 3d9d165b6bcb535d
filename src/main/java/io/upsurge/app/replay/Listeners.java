package io.upsurge.app.replay;

import io.upsurge.detect.node.Partial;
import io.upsurge.detect.rule.Assessment;
import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.replay.ReplayListener;
import io.upsurge.replay.ReplayTotals;
import java.util.List;

/**
 * Several listeners as one.
 *
 * @param all told everything, in this order
 */
public record Listeners(List<ReplayListener> all) implements ReplayListener {

    /** Copies the list. */
    public Listeners {
        all = List.copyOf(all);
    }

    @Override
    public void rate(VersionRate rate) {
        all.forEach(each -> each.rate(rate));
    }

    @Override
    public void anomaly(Anomaly anomaly) {
        all.forEach(each -> each.anomaly(anomaly));
    }

    @Override
    public void assessed(SignalKey key, String version, long windowEndMs, Assessment assessment) {
        all.forEach(each -> each.assessed(key, version, windowEndMs, assessment));
    }

    @Override
    public void fact(RolloutFact fact) {
        all.forEach(each -> each.fact(fact));
    }

    @Override
    public void partial(Partial partial) {
        all.forEach(each -> each.partial(partial));
    }

    @Override
    public void end(ReplayTotals totals) {
        all.forEach(each -> each.end(totals));
    }
}
