package io.upsurge.simulate;

import io.upsurge.model.Scrape.Point;
import java.util.Arrays;
import java.util.List;

/**
 * One life of the container on a node: what it has called since its start. It goes on by being asked for its counters at
 * later and later instants.
 */
final class CniProcess {
    private final CallSeries series;
    private final int enis;
    private final Dice dice;
    private final NodeNoise noise;
    private final Counters counters;
    private final long startMs;
    private final long openMs;
    private final long[] nextRegular;
    private long nextReconcile;
    private long nextBackground;
    private boolean reconciledYet;

    private CniProcess(CallSeries series, int enis, Dice dice, NodeNoise noise, long startMs, long openMs) {
        this.series = series;
        this.enis = enis;
        this.dice = dice;
        this.noise = noise;
        this.counters = new Counters(series);
        this.startMs = startMs;
        this.openMs = openMs;
        this.nextRegular = new long[series.apis().size()];
        Arrays.setAll(nextRegular, i -> {
            long every = series.apis().get(i).calls().every().toMillis();
            return every == 0 ? Long.MAX_VALUE : openMs + dice.between(0, every);
        });
    }

    /** A process that starts now. All calls of its start come before its metrics port opens. */
    static CniProcess starting(CallSeries series, int enis, Dice dice, NodeNoise noise, long startMs, long openMs) {
        CniProcess process = new CniProcess(series, enis, dice, noise, startMs, openMs);
        process.countStart();
        process.nextReconcile = openMs + MetadataCalls.FIRST_RECONCILE_MS;
        process.nextBackground = openMs + MetadataCalls.BACKGROUND_EVERY_MS;
        return process;
    }

    /** A process that has been running for long at an instant. */
    static CniProcess running(CallSeries series, int enis, Dice dice, NodeNoise noise, long startMs, long nowMs) {
        CniProcess process = new CniProcess(series, enis, dice, noise, startMs, nowMs);
        process.countStart();
        process.countPast((nowMs - startMs) / 60_000.0);
        process.nextReconcile = nowMs + dice.between(0, MetadataCalls.RECONCILE_MAX_MS);
        process.nextBackground = nowMs + dice.between(0, MetadataCalls.BACKGROUND_EVERY_MS);
        process.reconciledYet = true;
        return process;
    }

    private void countStart() {
        MetadataCalls metadata = series.metadata();
        counters.add(series.metadataOk(), metadata.startupOk(enis));
        counters.add(series.metadataNotFound(), metadata.startupNotFound(enis));
        series.apis().forEach(api -> counters.add(api.ok(), api.calls().atStart()));
    }

    private void countPast(double minutes) {
        MetadataCalls metadata = series.metadata();
        double listings = minutes
                * 60_000
                / ((MetadataCalls.RECONCILE_MIN_MS + MetadataCalls.RECONCILE_MAX_MS) / 2.0)
                * metadata.reconciling(enis);
        double background = minutes * 60_000 / MetadataCalls.BACKGROUND_EVERY_MS * MetadataCalls.BACKGROUND_CALLS;
        counters.add(series.metadataOk(), Math.round(listings * metadata.listingOk(enis) + background));
        counters.add(series.metadataNotFound(), Math.round(listings * metadata.listingNotFound(enis)));
        for (CallSeries.Api api : series.apis()) {
            double calls = minutes * api.calls().meanPerMinute();
            counters.add(api.ok(), Math.round(calls * api.okShare()));
            api.failures().forEach((failure, share) -> counters.add(failure, Math.round(calls * share)));
        }
    }

    /** When the process started. */
    long startMs() {
        return startMs;
    }

    /** When its metrics port opened: it cannot be scraped before. */
    long openMs() {
        return openMs;
    }

    /** Its counters at an instant, not before the last one asked for. */
    List<Point> points(long timeMs, Point gauge) {
        advanceTo(timeMs);
        return counters.points(gauge);
    }

    private void advanceTo(long timeMs) {
        while (true) {
            int regular = earliestRegular();
            long regularAt = regular < 0 ? Long.MAX_VALUE : nextRegular[regular];
            long at = Math.min(regularAt, Math.min(nextReconcile, nextBackground));
            if (at > timeMs) {
                return;
            }
            noise.moveTo(at);
            double times = series.course().at(at - startMs);
            if (at == nextReconcile) {
                reconcile(times);
            } else if (at == nextBackground) {
                background(times);
            } else {
                CallSeries.Api api = series.apis().get(regular);
                call(api, noise.regular(times));
                nextRegular[regular] += api.calls().every().toMillis();
            }
        }
    }

    private int earliestRegular() {
        int earliest = -1;
        for (int i = 0; i < nextRegular.length; i++) {
            if (earliest < 0 || nextRegular[i] < nextRegular[earliest]) {
                earliest = i;
            }
        }
        return earliest;
    }

    private void reconcile(double times) {
        MetadataCalls metadata = series.metadata();
        double share = metadata.reconciling(enis);
        boolean first = !reconciledYet && share > 0;
        reconciledYet = true;
        if (first || dice.chance(share)) {
            counters.add(series.metadataOk(), noise.regular(times * metadata.listingOk(enis)));
            counters.add(series.metadataNotFound(), noise.regular(times * metadata.listingNotFound(enis)));
        }
        nextReconcile += dice.between(MetadataCalls.RECONCILE_MIN_MS, MetadataCalls.RECONCILE_MAX_MS);
    }

    private void background(double times) {
        counters.add(series.metadataOk(), noise.regular(times * MetadataCalls.BACKGROUND_CALLS));
        for (CallSeries.Api api : series.apis()) {
            if (api.calls().perMinute() > 0) {
                call(api, noise.random(times * api.calls().perMinute() * MetadataCalls.BACKGROUND_EVERY_MS / 60_000));
            }
        }
        nextBackground += MetadataCalls.BACKGROUND_EVERY_MS;
    }

    private void call(CallSeries.Api api, long calls) {
        long left = calls;
        for (var failure : api.failures().entrySet()) {
            long failed = 0;
            for (long i = 0; i < calls && failed < left; i++) {
                failed += dice.chance(failure.getValue()) ? 1 : 0;
            }
            counters.add(failure.getKey(), failed);
            left -= failed;
        }
        counters.add(api.ok(), left);
    }
}
