package io.upsurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.engine.Engine;
import io.upsurge.detect.engine.EngineStates;
import io.upsurge.detect.engine.EngineStates.SourceStates;
import io.upsurge.detect.fleet.ClusterMarks;
import io.upsurge.detect.fleet.FleetStates;
import io.upsurge.detect.fleet.KeyState;
import io.upsurge.detect.fleet.NodeHistory;
import io.upsurge.detect.fleet.WorkloadSight;
import io.upsurge.detect.node.ClusterClock;
import io.upsurge.detect.node.NodeTracker;
import io.upsurge.detect.node.Partial;
import io.upsurge.detect.rule.Rule;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.ScenarioFiles;
import io.upsurge.simulate.SimulatedRecord;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that writes all state down and reads it again at every step says what one says that never stopped. */
class RestoreTest {

    /** State that is bytes whenever nobody works on it. */
    private record Packed<V>(HeapStates<byte[]> bytes, Function<V, byte[]> pack, Function<byte[], V> unpack)
            implements States<V> {
        Packed(Function<V, byte[]> pack, Function<byte[], V> unpack) {
            this(new HeapStates<>(), pack, unpack);
        }

        @Override
        public V get(String key) {
            byte[] found = bytes.get(key);
            return found == null ? null : unpack.apply(found);
        }

        @Override
        public void put(String key, V state) {
            bytes.put(key, pack.apply(state));
        }

        @Override
        public void remove(String key) {
            bytes.remove(key);
        }

        @Override
        public void forEach(String prefix, BiConsumer<String, V> visitor) {
            bytes.forEach(prefix, (key, found) -> visitor.accept(key, unpack.apply(found)));
        }
    }

    private static EngineStates packed(UpsurgeConfig config) {
        SignalCatalog catalog = new SignalCatalog(config.signals());
        Rule rule = Rule.of(config.rule());
        return new EngineStates(
                List.of(new SourceStates(
                        new Packed<>(NodeTracker::pack, bytes -> NodeTracker.unpack(bytes, catalog, config.engine())),
                        new Packed<>(ClusterClock::pack, ClusterClock::unpack))),
                new FleetStates(
                        new Packed<>(ClusterMarks::pack, ClusterMarks::unpack),
                        new Packed<>(RestoreTest::pack, bytes -> Partial.unpack(new Unpacker(bytes), group -> group)),
                        new Packed<>(NodeHistory::pack, NodeHistory::unpack),
                        new Packed<>(KeyState::pack, bytes -> KeyState.unpack(bytes, catalog, rule)),
                        new Packed<>(WorkloadSight::pack, WorkloadSight::unpack)));
    }

    private static byte[] pack(Partial partial) {
        Packer out = new Packer();
        partial.pack(out);
        return out.toBytes();
    }

    private static String answer(UpsurgeConfig config, EngineStates states, String scenario) {
        InMemoryEngine engine =
                new InMemoryEngine(states, Engine.Detector.of(config.signals(), config.engine(), config.rule()));
        new FleetSimulator(new ScenarioFiles().load(scenario)).stream().forEach(record -> {
            if (record instanceof SimulatedRecord.Sample sample) {
                engine.on(sample.record());
            } else if (record instanceof SimulatedRecord.Rollout rollout) {
                engine.on(rollout.fact());
            }
        });
        assertThat(engine.anomalies).isNotEmpty();
        return engine.answer();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blind",
                "cni-1.16.3",
                "drop-livelock",
                "new-errors",
                "latency-only",
                "load-step",
                "transient-start"
            })
    void shouldSayTheSameAfterEveryStepWasRestored(String scenario) {
        UpsurgeConfig config = ConfigLoader.shipped(Map.of());
        assertThat(answer(config, packed(config), scenario))
                .isEqualTo(answer(config, EngineStates.onHeap(1), scenario));
    }
}
