package io.upsurge.app.bench.detection.fleet;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything a run yields, for looking at. */
public final class Records implements RecordSink {
    public final List<Object> all = new ArrayList<>();

    public static Records of(FleetPlan plan, long seed) {
        Records records = new Records();
        new FleetGenerator(plan, seed).generate(records);
        return records;
    }

    @Override
    public void sample(SampleRecord sample) {
        all.add(sample);
    }

    @Override
    public void fact(RolloutFact fact) {
        all.add(fact);
    }

    public List<RolloutFact> facts() {
        return all.stream()
                .filter(RolloutFact.class::isInstance)
                .map(RolloutFact.class::cast)
                .toList();
    }

    /** Scrapes in the order of arrival, by node. */
    public Map<String, List<Scrape>> scrapes() {
        Map<String, List<Scrape>> scrapes = new LinkedHashMap<>();
        all.stream().filter(Scrape.class::isInstance).map(Scrape.class::cast).forEach(scrape -> scrapes.computeIfAbsent(
                        scrape.node(), n -> new ArrayList<>())
                .add(scrape));
        return scrapes;
    }
}
