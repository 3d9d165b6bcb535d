package io.upsurge.deliver.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.deliver.FeedHandler.Change;
import io.upsurge.deliver.Life;
import io.upsurge.deliver.Severities;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAlertsTest {
    private static final Severities SEVERITIES = new Severities("info", "warning", "critical");
    private static final long MINUTE = 60_000;
    private static final long NOW = 1_000_000_000_000L;

    private final OpenAlerts alerts = new OpenAlerts(Life.from(Level.CONFIRMED), SEVERITIES, 2);

    @Test
    void shouldFireFromTheLevelThatIsWantedUntilItIsOver() {
        Life life = new Life("a");
        take(life.open(Level.SUSPECTED), NOW);
        assertThat(told(NOW)).isEmpty();
        take(life.update(Level.CONFIRMED), NOW);
        assertThat(told(NOW)).containsExactly("firing a warning");
        take(life.update(Level.CONFIRMED), NOW);
        assertThat(alerts.byId().get("a").anomaly().sequence()).isEqualTo(3);
        take(life.resolve(), NOW);
        assertThat(told(NOW)).containsExactly("over a warning");
        assertThat(alerts.firing()).isZero();
    }

    @Test
    void shouldEndTheOldAlertWhereItsLabelsChange() {
        Life life = new Life("a");
        take(life.open(Level.CONFIRMED), NOW);
        take(life.update(Level.CERTIFIED), NOW);

        assertThat(told(NOW)).containsExactlyInAnyOrder("over a warning", "firing a critical");
        take(life.resolve(), NOW);
        assertThat(told(NOW)).containsExactlyInAnyOrder("over a warning", "over a critical");
    }

    @Test
    void shouldEndUnderTheLabelsThatFiredWhateverTheLastVerdict() {
        Life life = new Life("a");
        take(life.open(Level.CONFIRMED), NOW);
        String name = alerts.byId().get("a").labels().get("alertname");
        life.update(Verdict.FLEET_WIDE);
        take(life.resolve(), NOW);

        assertThat(alerts.snapshot(NOW).alerts().get(0).labels()).containsEntry("alertname", name);
    }

    @Test
    void shouldSayForFiveMinutesThatItIsOverOnceEachPeerWasTold() {
        Life life = new Life("a");
        take(life.open(Level.CONFIRMED), NOW);
        take(life.resolve(), NOW);
        alerts.taken(0, alerts.snapshot(NOW), NOW);

        assertThat(told(NOW + 10 * MINUTE)).as("the second peer was not told").hasSize(1);
        alerts.taken(1, alerts.snapshot(NOW), NOW + 11 * MINUTE);
        assertThat(told(NOW + 11 * MINUTE)).isEmpty();
    }

    @Test
    void shouldNotWaitLongerThanAnHourForAPeerThatIsAway() {
        Life life = new Life("a");
        take(life.open(Level.CONFIRMED), NOW);
        take(life.resolve(), NOW);
        assertThat(told(NOW + 300 * MINUTE)).as("no peer was told").hasSize(1);
        alerts.taken(0, alerts.snapshot(NOW + 300 * MINUTE), NOW + 300 * MINUTE);

        assertThat(told(NOW + 359 * MINUTE)).hasSize(1);
        assertThat(told(NOW + 360 * MINUTE)).isEmpty();
    }

    @Test
    void shouldTakeUpWhereTheLastProcessWas() {
        Life open = new Life("a");
        Life lately = new Life("b");
        Life longOver = new Life("c");
        remember(open.open(Level.CONFIRMED), NOW - 60 * MINUTE);
        remember(lately.of("ebs").open(Level.CONFIRMED), NOW - 60 * MINUTE);
        remember(longOver.of("efs").open(Level.CONFIRMED), NOW - 60 * MINUTE);
        remember(longOver.resolve(), NOW - 6 * MINUTE);
        remember(lately.resolve(), NOW - 2 * MINUTE);

        assertThat(told(NOW)).containsExactlyInAnyOrder("firing a warning", "over b warning");
        assertThat(told(NOW + 4 * MINUTE)).containsExactly("firing a warning");
    }

    @Test
    void shouldFireWhatTheCompactedTopicAloneStillHolds() {
        Life life = new Life("a");
        life.open(Level.SUSPECTED);
        Anomaly last = life.update(Level.CONFIRMED);
        alerts.seed(last, 0);
        assertThat(told(NOW)).containsExactly("firing a warning");
        take(life.resolve(), NOW);
        assertThat(told(NOW)).containsExactly("over a warning");
    }

    @Test
    void shouldNotSayThatWhatOpenedAgainIsOver() {
        Life first = new Life("a");
        Life second = new Life("b");
        take(first.open(Level.CONFIRMED), NOW);
        take(first.resolve(), NOW);
        take(second.open(Level.CONFIRMED), NOW);
        assertThat(told(NOW)).containsExactly("firing b warning");

        Life third = new Life("c");
        take(third.open(Level.CONFIRMED), NOW);
        take(second.resolve(), NOW);
        assertThat(told(NOW)).as("the same labels, and one still open").containsExactly("firing c warning");
    }

    @Test
    void shouldTellNothingOfPartitionsThatOthersHave() {
        take(new Life("a").open(Level.CONFIRMED), NOW);
        alerts.drop(0);
        assertThat(told(NOW)).isEmpty();
    }

    private void take(Anomaly anomaly, long writtenMs) {
        alerts.apply(new Change(anomaly, 0, 0, writtenMs), false, NOW);
    }

    private void remember(Anomaly anomaly, long writtenMs) {
        alerts.apply(new Change(anomaly, 0, 0, writtenMs), true, NOW);
    }

    private List<String> told(long nowMs) {
        return alerts.snapshot(nowMs).alerts().stream()
                .map(alert -> (alert.isFiring() ? "firing " : "over ")
                        + alert.anomaly().id()
                        + ' '
                        + alert.labels().get("severity"))
                .toList();
    }
}
