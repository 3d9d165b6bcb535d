package io.upsurge.simulate;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All records of a small scenario, told apart. */
record Run(Scenario scenario, List<SimulatedRecord> records) {

    static Run of(Scenario scenario) {
        return new Run(scenario, new FleetSimulator(scenario).stream().toList());
    }

    List<Scrape> scrapes() {
        return records.stream()
                .filter(record -> record instanceof SimulatedRecord.Sample sample && sample.record() instanceof Scrape)
                .map(record -> (Scrape) ((SimulatedRecord.Sample) record).record())
                .toList();
    }

    List<Heartbeat> heartbeats() {
        return records.stream()
                .filter(record ->
                        record instanceof SimulatedRecord.Sample sample && sample.record() instanceof Heartbeat)
                .map(record -> (Heartbeat) ((SimulatedRecord.Sample) record).record())
                .toList();
    }

    List<RolloutFact> facts() {
        return records.stream()
                .filter(record -> record instanceof SimulatedRecord.Rollout)
                .map(record -> ((SimulatedRecord.Rollout) record).fact())
                .toList();
    }

    Map<String, List<Scrape>> scrapesByNode() {
        return scrapes().stream().collect(Collectors.groupingBy(Scrape::node, TreeMap::new, Collectors.toList()));
    }

    Map<String, List<RolloutFact>> factsByNode() {
        return facts().stream().collect(Collectors.groupingBy(RolloutFact::node, TreeMap::new, Collectors.toList()));
    }

    /** An instant of the scenario, seconds after its start. */
    long at(long seconds) {
        return scenario.start().toEpochMilli() + seconds * 1_000;
    }
}
