package io.upsurge.replay;

import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.VersionRate;
import io.upsurge.stream.TopologyHarness;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a replay says. */
final class Kept implements ReplayListener {
    final List<VersionRate> rates = new ArrayList<>();
    final List<Anomaly> anomalies = new ArrayList<>();
    final List<RolloutFact> facts = new ArrayList<>();
    final List<String> inOrder = new ArrayList<>();
    ReplayTotals totals;

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

    String answer() {
        return TopologyHarness.answer(rates, anomalies);
    }
}
