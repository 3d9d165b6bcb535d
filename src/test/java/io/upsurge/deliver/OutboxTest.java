package io.upsurge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox<String> outbox = new Outbox<>();

    @Test
    void shouldLetOthersPassOneThatIsNotTaken() {
        outbox.add("a", 0, 0, "a1");
        outbox.add("a", 0, 1, "a2");
        outbox.add("b", 0, 2, "b1");
        outbox.due(0).orElseThrow().notBefore(100);

        assertThat(outbox.due(99).map(Outbox.Item::content)).contains("b1");
        outbox.done(outbox.due(99).orElseThrow());
        assertThat(outbox.due(99)).isEmpty();
        assertThat(outbox.nextDueMs()).hasValue(100);
        assertThat(outbox.due(100).map(Outbox.Item::content)).contains("a1");
    }

    @Test
    void shouldTryWhatWasNotTriedBeforeWhatFailed() {
        outbox.add("a", 0, 0, "a1");
        outbox.add("b", 0, 1, "b1");
        outbox.due(0).orElseThrow().failed(0);

        assertThat(outbox.due(0).map(Outbox.Item::content)).contains("b1");
    }

    @Test
    void shouldCommitNothingBeyondWhatIsNotTaken() {
        outbox.add("a", 0, 5, "a1");
        outbox.add("b", 0, 6, "b1");
        outbox.add("c", 1, 9, "c1");
        Outbox.Item<String> first = outbox.due(0).orElseThrow();
        first.notBefore(100);
        outbox.done(outbox.due(0).orElseThrow());
        outbox.done(outbox.due(0).orElseThrow());

        assertThat(outbox.committable()).isEqualTo(Map.of(0, 5L, 1, 10L));
        outbox.done(first);
        assertThat(outbox.committable()).isEqualTo(Map.of(0, 7L, 1, 10L));
    }

    @Test
    void shouldCommitNothingOfAPartitionBeforeWhatWasOpenAtItsStartIsTold() {
        outbox.readUpTo(0, 20);
        outbox.add("a", 0, Outbox.BEFORE_ALL, "a9");
        outbox.add("b", 0, 20, "b1");

        assertThat(outbox.committable()).isEmpty();
        outbox.done(outbox.due(0).orElseThrow());
        assertThat(outbox.committable()).isEqualTo(Map.of(0, 20L));
        outbox.done(outbox.due(0).orElseThrow());
        assertThat(outbox.committable()).isEqualTo(Map.of(0, 21L));
    }

    @Test
    void shouldForgetAPartitionThatOthersHave() {
        outbox.add("a", 0, 5, "a1");
        outbox.add("b", 1, 6, "b1");
        outbox.drop(0);

        assertThat(outbox.size()).isEqualTo(1);
        assertThat(outbox.committable()).isEqualTo(Map.of(1, 6L));
    }

    @Property(tries = 300)
    void shouldDealWithEachItemOnceAndInOrderOfItsAnomaly(@ForAll long seed) {
        Random random = new Random(seed);
        Outbox<int[]> box = new Outbox<>();
        int items = random.nextInt(60);
        for (int i = 0; i < items; i++) {
            int anomaly = random.nextInt(6);
            box.add("a" + anomaly, anomaly % 3, i, new int[] {anomaly, i});
        }
        List<int[]> told = new ArrayList<>();
        long nowMs = 0;
        Map<Integer, Long> before = box.committable();
        while (box.size() > 0) {
            Optional<Outbox.Item<int[]>> due = box.due(nowMs);
            if (due.isEmpty()) {
                nowMs = box.nextDueMs().orElseThrow();
            } else if (random.nextInt(3) == 0) {
                due.get().failed(nowMs);
                due.get().notBefore(nowMs + 1 + random.nextInt(50));
            } else {
                told.add(due.get().content());
                box.done(due.get());
            }
            Map<Integer, Long> now = box.committable();
            before.forEach((partition, offset) -> assertThat(now.get(partition)).isGreaterThanOrEqualTo(offset));
            before = now;
        }
        assertThat(told).hasSize(items);
        for (int anomaly = 0; anomaly < 6; anomaly++) {
            int of = anomaly;
            assertThat(told.stream().filter(item -> item[0] == of).map(item -> item[1]))
                    .isSorted();
        }
    }
}
