package io.upsurge.format.remotewrite;

import io.upsurge.format.ReadingSink;
import io.upsurge.format.SeriesLabels;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a decoder gives. */
final class Readings implements ReadingSink {
    record Reading(SeriesLabels series, long timeMs, double value, boolean stale, long startMs) {}

    private final List<Reading> all = new ArrayList<>();

    @Override
    public void accept(SeriesLabels series, long timeMs, double value, boolean stale, long startMs) {
        all.add(new Reading(series, timeMs, value, stale, startMs));
    }

    List<Reading> all() {
        return all;
    }
}
