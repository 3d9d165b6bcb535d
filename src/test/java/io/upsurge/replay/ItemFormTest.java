package io.upsurge.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemFormTest {
    private static final Workload WORKLOAD = new Workload("prod", "kube-system", "aws-node", "aws-node");

    private static RolloutFact fact(List<String> differences) {
        return new RolloutFact(
                WORKLOAD,
                "node-1",
                new Version("repo/cni", "v1", "sha256:ab", "6d5"),
                "uid",
                1,
                2,
                "watch",
                "eu-1a",
                differences);
    }

    @Test
    void shouldGiveBackEveryFieldOfWhatItKeeps() {
        SeriesId series = new SeriesId("calls_total", Map.of("api", "GetMetadata"));
        List<Item> items = List.of(
                new Item.Sample(new Scrape(
                        WORKLOAD,
                        "node-1",
                        3,
                        "uid",
                        1,
                        List.of(new Scrape.Point(series, 7.5, false), new Scrape.Point(series, 0, true)))),
                new Item.Sample(new Heartbeat("prod", 4, false)),
                new Item.Sample(new Heartbeat("prod", 5, true)),
                new Item.Fact(fact(List.of("image: v0 -> v1", "args: -a -> -b"))),
                new Item.Fact(fact(List.of())));
        ItemForm form = new ItemForm();
        assertThat(form.unpack(form.pack(items))).isEqualTo(items);
    }

    @Test
    void shouldWeighWhatAFactHolds() {
        ItemForm form = new ItemForm();
        Item plain = new Item.Fact(fact(List.of()));
        Item wordy = new Item.Fact(fact(List.of("x".repeat(10_000))));
        assertThat(form.weight(wordy)).isGreaterThanOrEqualTo(form.weight(plain) + 10_000);
    }

    @Test
    void shouldTellFactsApartThatDifferOnlyInTheirDifferences() {
        Item one = new Item.Fact(fact(List.of("a")));
        Item other = new Item.Fact(fact(List.of("b")));
        assertThat(new ItemOrder().compare(one, other)).isNegative();
    }
}
