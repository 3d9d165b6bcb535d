package io.upsurge.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.detect.Counters.Event;
import io.upsurge.detect.Fleet;
import io.upsurge.model.Scrape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written while the pipeline was away is all counted when it comes back. */
class BacklogIT {
    private static final int PARTITIONS = 4;

    @TempDir
    Path stateDir;

    @Test
    void shouldCountEveryScrapeOfTwoHoursOfTwoHundredNodes() {
        List<Object> records = Fleet.rollout("c1", 200, 120, 15, 2.0);
        long scrapes = records.stream().filter(Scrape.class::isInstance).count();
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                DevRegistry registry = DevRegistry.start(0)) {
            UpsurgeConfig config = ConfigLoader.shipped(
                    Backlog.settings("backlog", PARTITIONS, kafka.bootstrapServers(), registry.url(), stateDir));
            Contracts contracts = Contracts.of(config);
            new Backlog(config, contracts).preload(records);
            try (Pipeline pipeline = new Pipeline(config, PARTITIONS, contracts.forTopology())) {
                pipeline.start();
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> pipeline.count(Event.COUNTED_SAMPLE) >= scrapes);
                assertThat(pipeline.count(Event.COUNTED_SAMPLE)).isEqualTo(scrapes);
                assertThat(pipeline.count(Event.LATE_SAMPLE)).isZero();
                assertThat(pipeline.count(Event.LATE_PARTIAL)).isZero();
            }
        }
    }
}
