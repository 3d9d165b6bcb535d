package io.upsurge.app.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.bench.chaos.Receiver.Answer;
import io.upsurge.app.bench.chaos.Receiver.Request;
import io.upsurge.model.Anomaly;
import io.upsurge.wire.ModelJson;
import io.upsurge.words.Anomalies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final Anomaly CHANGE = Anomalies.surge();
    private static final String KEY = CHANGE.id() + '/' + CHANGE.sequence();
    private static final Map<String, Anomaly> TO_BE_TOLD = Map.of(KEY, CHANGE);

    private static Request request(String key, String id, Answer answer) {
        String body = "{\"id\":\"" + id + "\",\"sequence\":" + CHANGE.sequence() + ",\"anomaly\":"
                + ModelJson.line(CHANGE) + '}';
        return new Request(key, body, answer);
    }

    @Test
    void shouldBeCompleteWhenEachChangeWasTakenHoweverOften() {
        Request taken = request(KEY, CHANGE.id(), Answer.TAKEN);
        Request refused = request(KEY, CHANGE.id(), Answer.REFUSED);
        Deliveries deliveries = Deliveries.of(TO_BE_TOLD, List.of(refused, taken, taken));
        assertThat(deliveries.complete()).isTrue();
        assertThat(deliveries.repeats()).isEqualTo(1);
        assertThat(deliveries.refused()).isEqualTo(1);
    }

    @Test
    void shouldMissWhatWasOnlyRefusedOrLeftHanging() {
        List<Request> requests =
                List.of(request(KEY, CHANGE.id(), Answer.REFUSED), request(KEY, CHANGE.id(), Answer.HANGING));
        assertThat(Deliveries.of(TO_BE_TOLD, requests).missing()).isEqualTo(1);
        assertThat(Deliveries.of(TO_BE_TOLD, requests).complete()).isFalse();
    }

    @Test
    void shouldNotTakeAnotherIdentityForTheSame() {
        List<Request> requests =
                List.of(request(KEY, CHANGE.id(), Answer.TAKEN), request(KEY, "another", Answer.TAKEN));
        assertThat(Deliveries.of(TO_BE_TOLD, requests).different()).isEqualTo(1);
        assertThat(Deliveries.of(TO_BE_TOLD, requests).complete()).isFalse();
    }

    @Test
    void shouldNotExpectWhatIsNotToBeTold() {
        List<Request> requests =
                List.of(request(KEY, CHANGE.id(), Answer.TAKEN), request("x/1", CHANGE.id(), Answer.TAKEN));
        assertThat(Deliveries.of(TO_BE_TOLD, requests).unexpected()).isEqualTo(1);
        assertThat(Deliveries.of(TO_BE_TOLD, requests).complete()).isFalse();
    }
}
