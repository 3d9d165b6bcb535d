package io.upsurge.app.bench.chaos;

import io.upsurge.app.bench.chaos.ChaosTopics.Isolation;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.model.Anomaly;
import io.upsurge.model.VersionRate;
import io.upsurge.replay.Item;
import io.upsurge.replay.Replay;
import io.upsurge.replay.ReplayListener;
import io.upsurge.replay.ReplayRange;
import io.upsurge.replay.ReplayTotals;
import io.upsurge.replay.Workshop;
import io.upsurge.replay.sort.Cursor;
import io.upsurge.replay.source.TopicRecords;
import io.upsurge.stream.Intake;
import io.upsurge.wire.WireSerdes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Says what must stand in the result topics: works it out from the input topics as they are, by a replay, which is the pure
 * engine without Kafka Streams, transactions and stores.
 */
final class Oracle {
    private static final long BUDGET = 64L << 20;

    private final ChaosTopics topics;
    private final Path folder;

    /**
     * An oracle.
     *
     * @param topics where inputs and results are
     * @param folder for temporary files
     */
    Oracle(ChaosTopics topics, Path folder) {
        this.topics = topics;
        this.folder = folder;
    }

    /**
     * What must be there.
     *
     * @param rates every rate, in the order of windows
     * @param anomalies every change of every anomaly, in the order of windows
     * @param inputs what was read
     */
    record Truth(List<VersionRate> rates, List<Anomaly> anomalies, ReplayTotals inputs) {}

    /** Works it out. */
    Truth truth() throws IOException {
        UpsurgeConfig config = topics.config();
        WireSerdes serdes = topics.contracts().serdes();
        long toleranceMs = config.engine().futureToleranceMs();
        List<VersionRate> rates = new ArrayList<>();
        List<Anomaly> anomalies = new ArrayList<>();
        ReplayListener listener = new ReplayListener() {
            @Override
            public void rate(VersionRate rate) {
                rates.add(rate);
            }

            @Override
            public void anomaly(Anomaly anomaly) {
                anomalies.add(anomaly);
            }
        };
        try (KafkaConsumer<byte[], byte[]> reader = topics.reader(Isolation.READ_COMMITTED);
                Workshop workshop = new Workshop(1, BUDGET, folder)) {
            TopicRecords records = new TopicRecords(
                    reader,
                    partitions -> new Intake(
                            partitions,
                            toleranceMs,
                            serdes.samples().deserializer(),
                            serdes.rollouts().deserializer()),
                    config.topics().samples(),
                    config.topics().rollouts(),
                    ReplayRange.ALL,
                    toleranceMs);
            Detector detector = Detector.of(config.signals(), config.engine(), config.rule());
            try (Cursor<Item> items = records.open(workshop)) {
                ReplayTotals inputs = new Replay(detector, ReplayRange.ALL, listener, count -> {}).run(items, workshop);
                return new Truth(rates, anomalies, inputs);
            }
        }
    }
}
