package io.upsurge.app.bench.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.upsurge.app.bench.chaos.Oracle.Truth;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What was done and what came of it.
 *
 * @param plan what was to be done
 * @param rollOuts roll-outs of the season
 * @param records records of the season that were written; a heartbeat counts once
 * @param scrapes scrapes among the records that the oracle read
 * @param anomalies different anomalies that must be there
 * @param kills instances that were killed
 * @param restarts starts of instances beyond the first
 * @param slowStops instances that did not end in time, or with an error, when they were asked to
 * @param endedByThemselves instances that ended although nothing was done to them
 * @param times how long results stayed away, by kind of fault
 * @param findings the results beside what they must be
 * @param deliveries what came at the webhook beside what must come
 */
record ChaosReport(
        ChaosPlan plan,
        int rollOuts,
        long records,
        long scrapes,
        long anomalies,
        int kills,
        int restarts,
        int slowStops,
        int endedByThemselves,
        List<FaultTime> times,
        Findings findings,
        Deliveries deliveries) {

    static ChaosReport of(
            ChaosPlan plan,
            Season season,
            long records,
            Truth truth,
            Troupe troupe,
            Observer observer,
            Findings findings,
            Deliveries deliveries) {
        return new ChaosReport(
                plan,
                season.rollOuts(),
                records,
                truth.inputs().scrapes(),
                truth.anomalies().stream().map(change -> change.id()).distinct().count(),
                troupe.kills(),
                troupe.restarts(),
                troupe.slowStops(),
                troupe.endedByThemselves(),
                FaultTime.of(observer.watches()),
                findings,
                deliveries);
    }

    /** Whether the results are what they must be and all were told, there was something to say, and no instance ended for no reason. */
    boolean passed() {
        return findings.same() && deliveries.complete() && anomalies > 0 && slowStops == 0 && endedByThemselves == 0;
    }

    /** The report as JSON. */
    String json() {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
