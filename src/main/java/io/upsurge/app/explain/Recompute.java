package io.upsurge.app.explain;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.stream.Intake;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Works an anomaly out again from the topics of a configuration.
 *
 * @param config names the topics, and says what decides
 * @param samples decodes scrapes and heartbeats; not closed here
 * @param rollouts decodes roll-out facts; not closed here
 */
public record Recompute(UpsurgeConfig config, Deserializer<SampleRecord> samples, Deserializer<RolloutFact> rollouts) {

    /**
     * Works it out.
     *
     * @param told the changes that were told, in their order, at least one
     * @param consumer client that reads committed records, in no group; not closed here
     */
    public Recomputation.Result of(List<Anomaly> told, Consumer<byte[], byte[]> consumer) {
        String topic = config.topics().samples();
        int partitions = InputReader.partitions(consumer, topic).size();
        Intake intake = new Intake(partitions, config.engine().futureToleranceMs(), samples, rollouts);
        String cluster = told.get(0).key().workload().cluster();
        InputReader reader = new InputReader(
                consumer, intake, cluster, topic, config.topics().rollouts());
        Detector detector = Detector.of(config.signals(), config.engine(), config.rule());
        return new Recomputation(detector, partitions).of(told, reader);
    }
}
