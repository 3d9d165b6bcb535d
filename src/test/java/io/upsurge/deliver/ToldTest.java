package io.upsurge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ToldTest {

    @Test
    void shouldOpenWhereItBecomesSureEnough() {
        Life life = new Life("a");

        assertThat(told(
                        new Told(Life.from(Level.CONFIRMED), Updates.LEVEL),
                        life.open(Level.SUSPECTED),
                        life.update(Level.SUSPECTED),
                        life.update(Level.CONFIRMED),
                        life.update(Level.CONFIRMED),
                        life.update(Level.CERTIFIED),
                        life.resolve()))
                .containsExactly("opened a/3", "changed a/5", "ended a/6");
    }

    @Test
    void shouldNotEndWhatNeverOpened() {
        Life life = new Life("a");

        assertThat(told(
                        new Told(Life.from(Level.CONFIRMED), Updates.ALL),
                        life.open(Level.SUSPECTED),
                        life.update(Level.SUSPECTED),
                        life.resolve()))
                .isEmpty();
    }

    @Test
    void shouldEndWhatWasRetractedAndWhatEndsAsSomethingElse() {
        Life life = new Life("a");
        Life passing = new Life("b");
        Told told = new Told(Life.of(EnumSet.of(Verdict.SURGE)), Updates.NONE);

        assertThat(told(
                        told,
                        life.open(Level.CONFIRMED),
                        life.retract(),
                        passing.open(Level.CONFIRMED),
                        passing.update(Verdict.TRANSIENT),
                        passing.resolve()))
                .containsExactly("opened a/1", "ended a/2", "opened b/1", "ended b/3");
    }

    @Test
    void shouldTellEachChangeWhereAllAreWantedAndNoneWhereNone() {
        assertThat(told(new Told(Life.from(Level.SUSPECTED), Updates.ALL), life()))
                .containsExactly("opened a/1", "changed a/2", "changed a/3", "ended a/4");
        assertThat(told(new Told(Life.from(Level.SUSPECTED), Updates.NONE), life()))
                .containsExactly("opened a/1", "ended a/4");
    }

    private static Anomaly[] life() {
        Life life = new Life("a");
        return new Anomaly[] {
            life.open(Level.CONFIRMED), life.update(Level.CONFIRMED), life.update(Level.CERTIFIED), life.resolve()
        };
    }

    @Test
    void shouldOpenLaterWhatTheSinkRefusedAtFirst() {
        Life life = new Life("a");
        Told told = new Told(Life.from(Level.CONFIRMED), Updates.NONE);
        told.note(life.open(Level.CONFIRMED), false);

        assertThat(told(told, life.update(Level.CONFIRMED), life.resolve())).containsExactly("opened a/2", "ended a/3");
    }

    @Property(tries = 200)
    void shouldOpenAndEndInTurnAndRememberWhereverItIsKilled(
            @ForAll("histories") List<Anomaly> history, @ForAll int at) {
        Told whole = new Told(Life.from(Level.CONFIRMED), Updates.LEVEL);
        List<String> all = told(whole, history.toArray(Anomaly[]::new));

        int killed = Math.floorMod(at, history.size() + 1);
        Told first = new Told(Life.from(Level.CONFIRMED), Updates.LEVEL);
        List<String> both =
                new ArrayList<>(told(first, history.subList(0, killed).toArray(Anomaly[]::new)));
        Told second = new Told(Life.from(Level.CONFIRMED), Updates.LEVEL);
        history.subList(0, killed).forEach(second::remember);
        both.addAll(told(second, history.subList(killed, history.size()).toArray(Anomaly[]::new)));

        assertThat(both).isEqualTo(all);
        for (String id : List.of("a", "b")) {
            List<String> events = all.stream()
                    .filter(event -> event.contains(' ' + id + '/') && !event.startsWith("changed"))
                    .map(event -> event.substring(0, event.indexOf(' ')))
                    .toList();
            for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i)).isEqualTo(i % 2 == 0 ? "opened" : "ended");
            }
        }
    }

    @Provide
    Arbitrary<List<Anomaly>> histories() {
        return Arbitraries.integers().between(0, 9).list().ofMaxSize(40).map(steps -> {
            Life a = new Life("a");
            Life b = new Life("b");
            List<Anomaly> history = new ArrayList<>();
            for (int step : steps) {
                Life life = step % 2 == 0 ? a : b;
                history.add(
                        switch (step / 2) {
                            case 0 -> life.open(Level.SUSPECTED);
                            case 1 -> life.update(Level.CONFIRMED);
                            case 2 -> life.update(Level.CERTIFIED);
                            case 3 -> life.update(Verdict.LATE_ONSET);
                            default -> life.resolve();
                        });
            }
            return history;
        });
    }

    /** What is told of changes that a sink takes. */
    private static List<String> told(Told memory, Anomaly... changes) {
        List<String> events = new ArrayList<>();
        for (Anomaly change : changes) {
            Optional<Notice> notice = memory.decide(change);
            memory.note(change, notice.isPresent());
            notice.map(told -> told.event().word() + ' ' + told.key()).ifPresent(events::add);
        }
        return events;
    }
}
