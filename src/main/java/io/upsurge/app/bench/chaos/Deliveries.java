package io.upsurge.app.bench.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.upsurge.app.bench.chaos.Receiver.Answer;
import io.upsurge.app.bench.chaos.Receiver.Request;
import io.upsurge.deliver.Routing;
import io.upsurge.model.Anomaly;
import io.upsurge.wire.ModelJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came at the webhook beside what must come there at least once.
 *
 * @param expected changes that the sink is to be told of
 * @param taken changes that the receiver took, each counted once
 * @param requests requests that came
 * @param refused of these, answered 503
 * @param hanging of these, not answered in time
 * @param repeats of these, taken although the same change had been taken before
 * @param missing changes that never were taken
 * @param unexpected requests about something that is no change of an anomaly, or none to tell of
 * @param different requests whose identity or content is not that of the change: each time it is told it must be the same
 */
record Deliveries(
        int expected,
        int taken,
        int requests,
        int refused,
        int hanging,
        int repeats,
        int missing,
        int unexpected,
        int different) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether everything came, and nothing else. */
    boolean complete() {
        return missing + unexpected + different == 0;
    }

    /**
     * The changes a sink that is told of all updates is told of: the first one of an anomaly that is let through, and all
     * that follow.
     */
    static Map<String, Anomaly> toBeTold(List<Anomaly> changes, Routing routing) {
        Set<String> told = new HashSet<>();
        Map<String, Anomaly> toBeTold = new HashMap<>();
        for (Anomaly change : changes) {
            if (told.contains(change.id()) || (!change.isOver() && routing.admits(change))) {
                told.add(change.id());
                toBeTold.put(change.id() + '/' + change.sequence(), change);
            }
        }
        return toBeTold;
    }

    /**
     * Compares.
     *
     * @param toBeTold the changes by the key they must come under
     * @param requests what came
     */
    static Deliveries of(Map<String, Anomaly> toBeTold, List<Request> requests) {
        Set<String> taken = new HashSet<>();
        List<Request> repeats = new ArrayList<>();
        int unexpected = 0;
        int different = 0;
        for (Request request : requests) {
            Anomaly change = toBeTold.get(request.key());
            if (change == null) {
                unexpected++;
            } else if (!speaksOf(change, request)) {
                different++;
            }
            if (request.answer() == Answer.TAKEN && !taken.add(request.key())) {
                repeats.add(request);
            }
        }
        taken.retainAll(toBeTold.keySet());
        return new Deliveries(
                toBeTold.size(),
                taken.size(),
                requests.size(),
                count(requests, Answer.REFUSED),
                count(requests, Answer.HANGING),
                repeats.size(),
                toBeTold.size() - taken.size(),
                unexpected,
                different);
    }

    private static int count(List<Request> requests, Answer answer) {
        return (int)
                requests.stream().filter(request -> request.answer() == answer).count();
    }

    private static boolean speaksOf(Anomaly change, Request request) {
        try {
            JsonNode body = JSON.readTree(request.body());
            return body.path("id").asText().equals(change.id())
                    && body.path("sequence").asInt() == change.sequence()
                    && body.path("anomaly").equals(JSON.readTree(ModelJson.line(change)));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
