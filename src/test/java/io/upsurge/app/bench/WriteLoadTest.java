package io.upsurge.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.bench.IngestPlan.Traffic;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.format.remotewrite.SnappyBlock;
import io.upsurge.format.remotewrite.WriteDecoder;
import io.upsurge.format.remotewrite.WriteLimits;
import io.upsurge.format.remotewrite.WriteMessage;
import io.upsurge.model.Scrape;
import io.upsurge.place.Gathering;
import io.upsurge.place.LabelPlaces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriteLoadTest {
    private static final IngestPlan PLAN = new IngestPlan(7, 20, List.of(100, 10), 2_800, 500, 1, 1);
    private static final long END_MS = 1_708_934_400_000L;

    @ParameterizedTest
    @EnumSource
    void shouldHoldWhatTheSignalsAskForAmongOtherSeries(WriteMessage message) throws Exception {
        UpsurgeConfig config = ConfigLoader.shipped(Map.of());
        LabelPlaces places = new LabelPlaces(config.signals(), config.labels());
        WriteDecoder decoder = new WriteDecoder(places::wants, WriteLimits.DEFAULT);

        WriteLoad load = WriteLoad.of(PLAN, new Traffic(message, 10), END_MS);

        assertThat(load.samples()).isEqualTo(2_800);
        assertThat(load.kept()).isEqualTo(280);
        assertThat(load.bodies()).hasSize(7);
        int points = 0;
        for (byte[] body : load.bodies()) {
            Gathering gathering = places.begin();
            decoder.decode(message, SnappyBlock.decompress(body), gathering);
            for (Scrape scrape : gathering.finish().scrapes()) {
                assertThat(scrape.workload().cluster()).isEqualTo(BenchFleet.CLUSTER);
                points += scrape.points().size();
            }
        }
        assertThat(points).isEqualTo(280);
    }
}
