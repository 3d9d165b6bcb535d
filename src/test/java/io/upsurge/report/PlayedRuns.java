package io.upsurge.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.upsurge.simulate.Scenario;

/** What a run looked like at some time, as the report and the API tell it. */
public final class PlayedRuns {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlayedRuns() {}

    /** A scenario as far as it has come at an instant. */
    public static JsonNode until(Scenario scenario, long untilMs) {
        Recorder recorder = new Recorder(Played.DETECTOR);
        Played.play(scenario, recorder, untilMs);
        return tree(recorder.run());
    }

    /** A run whose names try to become markup. */
    public static JsonNode hostile() {
        return tree(Hostile.run());
    }

    private static JsonNode tree(RecordedRun run) {
        try {
            return JSON.readTree(RunJson.of(run, Provenance.unknown("1.0"))).get("run");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
