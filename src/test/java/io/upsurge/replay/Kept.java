package io.upsurge.replay;

import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.VersionRate;
import io.upsurge.stream.TopologyHarness;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a replay says. */
public final class Kept implements ReplayListener {
    public final List<VersionRate> rates = new ArrayList<>();
    public final List<Anomaly> anomalies = new ArrayList<>();
    public final List<RolloutFact> facts = new ArrayList<>();
    public final List<String> inOrder = new ArrayList<>();
    public ReplayTotals totals;

    @Override
    public void rate(VersionRate rate) {
        rates.add(rate);
        inOrder.add(rate.toString());
    }

    @Override
    public void anomaly(Anomaly anomaly) {
        anomalies.add(anomaly);
        inOrder.add(anomaly.toString());
    }

    @Override
    public void fact(RolloutFact fact) {
        facts.add(fact);
    }

    @Override
    public void end(ReplayTotals all) {
        totals = all;
    }

    public String answer() {
        return TopologyHarness.answer(rates, anomalies);
    }
}
