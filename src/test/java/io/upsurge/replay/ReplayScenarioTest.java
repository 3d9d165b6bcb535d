package io.upsurge.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.replay.sort.Cursor;
import io.upsurge.replay.sort.ExternalSort;
import io.upsurge.replay.source.JsonLines;
import io.upsurge.simulate.ExpectationCheck;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.RecordFiles;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.ScenarioFiles;
import io.upsurge.simulate.SimulatedRecord;
import io.upsurge.stream.TopologyHarness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replay says what the running topology says, event for event, however it comes by the same records. */
class ReplayScenarioTest {
    private static final long PLENTY = 1L << 30;
    private static final long TINY = 400_000;

    @TempDir
    Path folder;

    static List<String> scenarios() {
        return new ScenarioFiles().shipped();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void shouldSayWhatTheTopologySays(String name) throws IOException {
        Scenario scenario = new ScenarioFiles().load(name);
        List<Item> arrived = records(scenario);
        String told = inTheTopology(arrived);

        Kept oneThread = replay(arrived, 1, PLENTY);
        assertThat(oneThread.answer()).isEqualTo(told);
        assertThat(new ExpectationCheck(scenario).differences(oneThread.anomalies))
                .isEmpty();
        assertThat(oneThread.totals.refused()).isZero();

        List<Item> shuffled = new ArrayList<>(arrived);
        Collections.shuffle(shuffled, new Random(7));
        assertThat(replay(shuffled, 2, TINY).inOrder).isEqualTo(oneThread.inOrder);
        assertThat(replay(arrived, 4, PLENTY).inOrder).isEqualTo(oneThread.inOrder);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void shouldSayTheSameOfTheSameRecordsInFiles(String name) throws IOException {
        Scenario scenario = new ScenarioFiles().load(name);
        RecordFiles files = new RecordFiles(folder);
        files.write(new FleetSimulator(scenario).records());

        Kept fromFiles = new Kept();
        try (Workshop workshop = new Workshop(2, TINY, folder);
                Cursor<Item> items = new MergedSources(
                                List.of(new JsonLines(files.samplesFile()), new JsonLines(files.rolloutsFile())))
                        .open(workshop)) {
            replay(fromFiles).run(items, workshop);
        }
        assertThat(fromFiles.inOrder).isEqualTo(replay(records(scenario), 1, PLENTY).inOrder);
    }

    private static List<Item> records(Scenario scenario) {
        List<Item> items = new ArrayList<>();
        new FleetSimulator(scenario).records().forEachRemaining(record -> {
            if (record instanceof SimulatedRecord.Sample sample) {
                items.add(new Item.Sample(sample.record()));
            } else if (record instanceof SimulatedRecord.Rollout rollout) {
                items.add(new Item.Fact(rollout.fact()));
            }
        });
        return items;
    }

    private Kept replay(List<Item> items, int threads, long budget) throws IOException {
        Kept kept = new Kept();
        try (Workshop workshop = new Workshop(threads, budget, folder)) {
            ExternalSort<Item> sort = workshop.itemSort();
            for (Item item : items) {
                sort.add(item);
            }
            assertThat(sort.runs() > 0).isEqualTo(budget == TINY);
            try (Cursor<Item> sorted = sort.sorted()) {
                replay(kept).run(sorted, workshop);
            }
        }
        return kept;
    }

    private static Replay replay(Kept kept) {
        UpsurgeConfig config = ConfigLoader.shipped(Map.of());
        return new Replay(
                Detector.of(config.signals(), config.engine(), config.rule()), ReplayRange.ALL, kept, count -> {});
    }

    private String inTheTopology(List<Item> items) {
        try (TopologyHarness topology = new TopologyHarness(folder.resolve("state"))) {
            items.forEach(item -> {
                if (item instanceof Item.Sample sample) {
                    topology.send(sample.record());
                } else if (item instanceof Item.Fact fact) {
                    topology.send(fact.fact());
                }
            });
            return TopologyHarness.answer(topology.rates(), topology.anomalies());
        }
    }
}
