package io.upsurge.detect.node;

import static io.upsurge.detect.Fleet.MINUTE;
import static io.upsurge.detect.Fleet.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.detect.Counters;
import io.upsurge.detect.Fleet;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.NodeId;
import io.upsurge.model.RolloutFact;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows are minutes after START; the letters say what the node was in each. */
class NodePhasesTest {
    private NodeTracker node;
    private int corrections;

    @BeforeEach
    void start() {
        node = new NodeTracker(
                new NodeId("c", "n"), new SignalCatalog(List.of(Fleet.SIGNAL)), EngineSettings.defaults());
        corrections = 0;
    }

    private void scrapes(String pod, int fromSecond, int toSecond) {
        for (int s = fromSecond; s <= toSecond; s += 30) {
            node.add(Fleet.scrape("c", "n", START + s * 1_000L, pod, 100 + s), Counters.ignored());
        }
    }

    private RolloutFact fact(String tag, String pod, long second) {
        return Fleet.fact("c", "n", tag, pod, START + second * 1_000L);
    }

    private void add(RolloutFact fact) {
        node.add(fact, Counters.ignored());
    }

    /** Per minute: version and phases of its rows, such as {@code A:STEADY}. */
    private List<String> minutes(int from, int to) {
        TreeMap<Integer, List<String>> said = new TreeMap<>();
        for (int minute = from; minute <= to; minute++) {
            List<String> rows = said.computeIfAbsent(minute, m -> new ArrayList<>());
            node.advance(START + minute * MINUTE, Counters.ignored());
            node.takeRows(
                    (workload, row) -> rows.add(row.version() + ":" + row.phase()),
                    (workload, count) -> corrections += count);
        }
        return said.entrySet().stream()
                .map(entry -> entry.getKey() + " " + String.join(" ", entry.getValue()))
                .collect(Collectors.toList());
    }

    @Test
    void shouldLeaveOutTheWarmUpAfterAnUpgrade() {
        add(fact("A", "pod-a", -86_400));
        scrapes("pod-a", 10, 100);
        add(fact("B", "pod-b", 110));
        scrapes("pod-b", 130, 480);
        assertThat(minutes(1, 7))
                .containsExactly(
                        "1 A:STEADY",
                        "2 A:STEADY",
                        "3 B:WARMING",
                        "4 B:WARMING",
                        "5 B:WARMING B:STEADY",
                        "6 B:STEADY",
                        "7 B:STEADY");
    }

    @Test
    void shouldWaitForTheFactWhenTheRestartComesFirst() {
        add(fact("A", "pod-a", -86_400));
        scrapes("pod-a", 10, 100);
        scrapes("pod-b", 130, 480);
        assertThat(minutes(1, 4)).containsExactly("1 A:STEADY", "2 A:STEADY", "3 A:PENDING", "4 A:PENDING");
        add(fact("B", "pod-b", 110));
        assertThat(minutes(5, 7)).containsExactly("5 B:WARMING B:STEADY", "6 B:STEADY", "7 B:STEADY");
        assertThat(corrections).isZero();
    }

    @Test
    void shouldTakeAFactThatDatesTheRestartTooLateBySomeScrapes() {
        add(fact("A", "pod-a", -86_400));
        scrapes("pod-a", 10, 100);
        scrapes("pod-b", 130, 480);
        assertThat(minutes(1, 4)).containsExactly("1 A:STEADY", "2 A:STEADY", "3 A:PENDING", "4 A:PENDING");
        add(fact("B", "pod-b", 230));
        assertThat(minutes(5, 8)).containsExactly("5 B:WARMING", "6 B:WARMING", "7 B:WARMING B:STEADY", "8 B:STEADY");
    }

    @Test
    void shouldTakeARestartWithoutAFactForOneOfTheSameVersionAfterFiveMinutes() {
        add(fact("A", "pod-a", -86_400));
        scrapes("pod-a", 10, 100);
        scrapes("pod-b", 130, 600);
        assertThat(minutes(1, 9))
                .containsExactly(
                        "1 A:STEADY",
                        "2 A:STEADY",
                        "3 A:PENDING",
                        "4 A:PENDING",
                        "5 A:PENDING",
                        "6 A:PENDING",
                        "7 A:PENDING",
                        "8 A:STEADY",
                        "9 A:STEADY");
    }

    @Test
    void shouldWaitForTheRestartWhenTheFactComesFirst() {
        add(fact("A", "pod-a", -86_400));
        add(fact("B", "pod-b", 70));
        scrapes("pod-a", 10, 130);
        scrapes("pod-b", 160, 480);
        assertThat(minutes(1, 7))
                .containsExactly(
                        "1 A:STEADY",
                        "2 B:PENDING",
                        "3 B:PENDING B:WARMING",
                        "4 B:WARMING",
                        "5 B:WARMING",
                        "6 B:STEADY",
                        "7 B:STEADY");
    }

    @Test
    void shouldKnowARestartOfTheSameVersionByItsFact() {
        add(fact("A", "pod-a", -86_400));
        scrapes("pod-a", 10, 100);
        add(fact("A", "pod-b", 110));
        scrapes("pod-b", 130, 480);
        assertThat(minutes(3, 7))
                .containsExactly(
                        "3 A:STEADY A:WARMING", "4 A:WARMING", "5 A:WARMING A:STEADY", "6 A:STEADY", "7 A:STEADY");
    }

    @Test
    void shouldComeBackToAVersionItHasRunBefore() {
        add(fact("A", "pod-a", -86_400));
        scrapes("pod-a", 10, 100);
        add(fact("B", "pod-b", 110));
        scrapes("pod-b", 130, 400);
        add(fact("A", "pod-c", 410));
        scrapes("pod-c", 430, 900);
        assertThat(minutes(1, 15)).contains("6 B:STEADY", "8 A:WARMING", "12 A:STEADY");
    }

    @Test
    void shouldNotBeMovedByRepeatedOrOlderFacts() {
        add(fact("A", "pod-a", -86_400));
        add(fact("B", "pod-b", 110));
        scrapes("pod-a", 10, 100);
        scrapes("pod-b", 130, 900);
        minutes(1, 8);
        add(fact("A", "pod-a", -86_400));
        add(fact("B", "pod-b", 110));
        assertThat(minutes(9, 12)).containsExactly("9 B:STEADY", "10 B:STEADY", "11 B:STEADY", "12 B:STEADY");
        assertThat(corrections).isZero();
    }

    @Test
    void shouldCountTheWindowsThatALateFactCorrects() {
        add(fact("A", "pod-a", -86_400));
        scrapes("pod-a", 10, 100);
        scrapes("pod-b", 130, 1_200);
        minutes(1, 12);
        add(fact("B", "pod-b", 110));
        minutes(13, 14);
        assertThat(corrections).isEqualTo(11);
        assertThat(minutes(15, 16)).containsExactly("15 B:STEADY", "16 B:STEADY");
    }

    @Test
    void shouldRememberTheLastZoneThatAFactTold() {
        add(fact("A", "pod-a", -86_400));
        scrapes("pod-a", 10, 400);
        assertThat(zones(1)).containsExactly("");
        RolloutFact again = fact("A", "pod-a", 70);
        add(new RolloutFact(
                again.workload(),
                again.node(),
                again.version(),
                again.podUid(),
                again.sinceMs(),
                again.observedAtMs(),
                again.source(),
                "us-east-1a"));
        add(fact("A", "pod-a", 130));
        assertThat(zones(2)).containsExactly("us-east-1a");
        node = NodeTracker.unpack(node.pack(), new SignalCatalog(List.of(Fleet.SIGNAL)), EngineSettings.defaults());
        assertThat(zones(3)).containsExactly("us-east-1a");
    }

    private List<String> zones(int minute) {
        List<String> zones = new ArrayList<>();
        node.advance(START + minute * MINUTE, Counters.ignored());
        node.takeRows((workload, row) -> zones.add(row.zone()), (workload, count) -> {});
        return zones;
    }

    @Test
    void shouldTakeARepeatedFactOnceWhoeverSaysItAndWhateverDiffers() {
        scrapes("pod-a", 10, 400);
        RolloutFact once = fact("A", "pod-a", 20);
        add(once);
        byte[] before = node.pack();

        add(new RolloutFact(
                once.workload(),
                once.node(),
                once.version(),
                once.podUid(),
                once.sinceMs(),
                once.observedAtMs(),
                "another",
                once.zone(),
                List.of("image: 1 -> 2")));

        assertThat(node.pack()).isEqualTo(before);
    }

    @Test
    void shouldAdoptTheVersionOfANodeThatWasScrapedBeforeItsFirstFact() {
        scrapes("pod-a", 10, 400);
        minutes(1, 3);
        add(fact("A", "pod-a", -86_400));
        assertThat(minutes(4, 6)).containsExactly("4 A:STEADY", "5 A:STEADY", "6 A:STEADY");
        assertThat(corrections).isZero();
    }
}
