package io.upsurge.app.doctor.look;

import io.upsurge.model.SeriesId;
import io.upsurge.model.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a series is to a signal.
 *
 * @param signal the signal
 * @param digest where it is noted
 * @param kind as what
 */
record SeriesRole(Signal signal, SignalDigest digest, Kind kind) {

    /** What a signal takes a series for. */
    enum Kind {
        COUNTED,
        BASE,
        COVARIATE
    }

    /** The roles of a series among signals of its workload. */
    static List<SeriesRole> of(SeriesId series, Map<Signal, SignalDigest> signals) {
        List<SeriesRole> roles = new ArrayList<>();
        signals.forEach((signal, digest) -> {
            if (signal.series().matches(series)) {
                roles.add(new SeriesRole(signal, digest, Kind.COUNTED));
            }
            if (signal.per().filter(per -> per.matches(series)).isPresent()) {
                roles.add(new SeriesRole(signal, digest, Kind.BASE));
            }
            if (signal.covariate().filter(gauge -> gauge.matches(series)).isPresent()) {
                roles.add(new SeriesRole(signal, digest, Kind.COVARIATE));
            }
        });
        return roles;
    }

    boolean isCounter() {
        return kind != Kind.COVARIATE;
    }

    /** Notes that a node has the series. */
    void see(SeriesId series, String node) {
        switch (kind) {
            case COUNTED -> digest.see(series, node, signal.groupOf(series), signal.groupBy());
            case BASE -> digest.seeBase();
            case COVARIATE -> digest.seeCovariate();
        }
    }
}
