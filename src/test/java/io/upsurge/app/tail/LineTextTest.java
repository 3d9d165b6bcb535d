package io.upsurge.app.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Signal;
import io.upsurge.model.SignalKey;
import io.upsurge.model.Version;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Window;
import io.upsurge.words.Anomalies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LineTextTest {
    private static final long TEN = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();

    @Test
    void shouldWriteARateInOneLine() {
        assertThat(new VersionRateText().print(rate(60, Optional.of("v1.15.5"))))
                .isEqualTo(
                        "2026-03-02T10:00:00Z +60s prod/kube-system/aws-node/aws-node imds-calls{api=\"GetMetadata\"}"
                                + " v1.16.3 (baseline v1.15.5): 31.2/min per node, 43 nodes"
                                + " (p10 6, p50 30, p90 54, max 180), ratio 2.6x, since the upgrade 2.6x at least 2.1x at most 3.2x, 2 warming, 1 pending, 97% scraped,"
                                + " silent partitions: 1, corrections: 4");
    }

    @Test
    void shouldSayThatNothingWasObserved() {
        assertThat(new VersionRateText().print(rate(0, Optional.empty()))).contains(" v1.16.3: no rate, 43 nodes");
    }

    @Test
    void shouldWriteAScrapeWithItsFirstSeries() {
        Scrape scrape = new Scrape(
                Anomalies.AWS_NODE,
                "ip-10-0-1-7",
                TEN,
                "0a1b",
                TEN - 60_000,
                List.of(
                        point("a", 12_345_678_901d, false),
                        point("b", 0.25, false),
                        point("c", Double.NaN, true),
                        point("d", 1, false),
                        point("e", 1, false)));

        assertThat(new SampleText().print(scrape))
                .isEqualTo("2026-03-02T10:00:00Z prod/kube-system/aws-node/aws-node on ip-10-0-1-7,"
                        + " started 2026-03-02T09:59:00Z, pod 0a1b: calls_total{api=\"a\"} 12345678901,"
                        + " calls_total{api=\"b\"} 0.25, calls_total{api=\"c\"} ended, and 2 more");
    }

    @Test
    void shouldWriteHeartbeatsAndEnds() {
        assertThat(new SampleText().print(new Heartbeat("prod", TEN, false)))
                .isEqualTo("2026-03-02T10:00:00Z prod heartbeat");
        assertThat(new SampleText().print(new Heartbeat("prod", TEN, true)))
                .isEqualTo("2026-03-02T10:00:00Z prod end of stream");
    }

    @Test
    void shouldWriteARolloutFact() {
        Version version = new Version("602401143452.dkr.ecr/amazon-k8s-cni", "v1.16.3", "", "5d8f");
        RolloutFact fact = new RolloutFact(
                Anomalies.AWS_NODE,
                "ip-10-0-1-7",
                version,
                "0a1b",
                TEN,
                TEN + 1_500,
                "watch",
                "us-east-1a",
                List.of("image: 1.16.2 -> 1.16.3", "env WARM_ENI_TARGET: 1 -> 2"));

        assertThat(new RolloutText().print(fact))
                .isEqualTo(
                        "2026-03-02T10:00:00Z prod/kube-system/aws-node/aws-node on ip-10-0-1-7 in us-east-1a runs v1.16.3#5d8f,"
                                + " image 602401143452.dkr.ecr/amazon-k8s-cni, pod 0a1b,"
                                + " observed 2026-03-02T10:00:01.500Z by watch,"
                                + " differs in image: 1.16.2 -> 1.16.3; env WARM_ENI_TARGET: 1 -> 2");
    }

    @Test
    void shouldKeepHostileLabelValuesInTheLine() {
        Scrape scrape =
                new Scrape(Anomalies.AWS_NODE, "n", TEN, "", 0, List.of(point("\u001b[2J\r\n\u202e\u009b", 1, false)));

        assertThat(new SampleText().print(scrape)).endsWith(": calls_total{api=\"\\u001b[2J\\r\\n\\u202e\\u009b\"} 1");
    }

    private static Scrape.Point point(String api, double value, boolean stale) {
        return new Scrape.Point(new SeriesId("calls_total", Map.of("api", api)), value, stale);
    }

    private static VersionRate rate(double exposure, Optional<String> baseline) {
        return new VersionRate(
                new SignalKey(Anomalies.AWS_NODE, "imds-calls", "{api=\"GetMetadata\"}"),
                Signal.Kind.RATE,
                new Window(TEN, TEN + 60_000),
                "v1.16.3",
                baseline,
                43,
                2,
                1,
                31.2,
                exposure,
                Optional.of(new VersionRate.Spread(0.1, 0.5, 0.9, 3)),
                OptionalDouble.of(2.6),
                Optional.of(new VersionRate.Standing(
                        true, 0.2, 0.52, 40, 17, Optional.of(new VersionRate.Bounds(2.6, 2.14, 3.11, 0.05, 20, 9)))),
                0.979,
                1,
                4);
    }
}
