package io.upsurge.replay.source;

import io.upsurge.format.Notes;
import io.upsurge.format.SeriesLabels;
import io.upsurge.format.Trait;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import io.upsurge.place.Gathered;
import io.upsurge.place.Gathering;
import io.upsurge.place.Places;
import io.upsurge.replay.Item;
import io.upsurge.replay.Refusals;
import io.upsurge.replay.Source;
import io.upsurge.replay.Workshop;
import io.upsurge.replay.sort.Cursor;
import io.upsurge.replay.sort.ExternalSort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Readings of others, put in the order of time and then, minute by minute, together into scrapes and roll-out facts, as if
 * they came in from their source. Readings of metrics that nobody asks for are left out at once.
 */
public final class PlacedReadings implements Source {
    private static final long BATCH_MS = 60_000;
    private static final int BATCH_READINGS = 500_000;
    private static final int KNOWN_SERIES = 500_000;

    private final List<ReadingInput> sources;
    private final Supplier<Places> newPlaces;
    private final List<Input> inputs = new ArrayList<>();
    private final long totalBytes;
    private volatile long doneBytes;

    /**
     * Readings that belong together: what one tells of pods places what the others tell of calls.
     *
     * @param sources what holds them
     * @param newPlaces makes what knows whose series is whose
     */
    public PlacedReadings(List<ReadingInput> sources, Supplier<Places> newPlaces) {
        this.sources = List.copyOf(sources);
        this.newPlaces = newPlaces;
        this.totalBytes = sources.stream().mapToLong(ReadingInput::bytes).sum();
    }

    @Override
    public List<Input> inputs() {
        return List.copyOf(inputs);
    }

    @Override
    public Progress progress() {
        return new Progress(doneBytes, totalBytes);
    }

    @Override
    public Cursor<Item> open(Workshop workshop) throws IOException {
        Places places = newPlaces.get();
        ExternalSort<Reading> byTime =
                new ExternalSort<>(Reading.ORDER, new ReadingForm(), workshop.folder(), workshop.budget());
        long read = 0;
        for (ReadingInput source : sources) {
            read(source, places, byTime, workshop.refusals());
            read += source.bytes();
            doneBytes = read;
        }
        ExternalSort<Item> items = workshop.itemSort();
        try (Cursor<Reading> readings = byTime.sorted()) {
            new Batches(places, items, workshop.refusals()).take(readings);
        }
        return items.sorted();
    }

    private void read(ReadingInput source, Places places, ExternalSort<Reading> byTime, Refusals refusals)
            throws IOException {
        Notes notes = new Notes();
        Map<SeriesLabels, SeriesLabels> known = new HashMap<>();
        long[] tooOld = new long[1];
        try {
            inputs.add(source.read(
                    (series, timeMs, value, stale, startMs) -> {
                        if (!places.wants(series.metric())) {
                            return;
                        }
                        if (timeMs < Dated.EARLIEST_MS) {
                            tooOld[0]++;
                            return;
                        }
                        if (known.size() >= KNOWN_SERIES) {
                            known.clear();
                        }
                        SeriesLabels before = known.putIfAbsent(series, series);
                        add(byTime, new Reading(before == null ? series : before, timeMs, value, stale, startMs));
                    },
                    notes,
                    why -> refusals.cut(source.name() + ": " + why)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        notes.examples().forEach(example -> refusals.add(source.name() + ": " + example));
        refusals.add(notes.refusedCount() - notes.examples().size());
        for (Map.Entry<Trait, Long> trait : new TreeMap<>(notes.traits()).entrySet()) {
            if (trait.getKey().lossy()) {
                refusals.remark(source.name() + ": " + trait.getKey().text() + ", " + trait.getValue() + " times");
            }
        }
        if (tooOld[0] > 0) {
            refusals.add(source.name() + ": " + tooOld[0] + " readings dated before 2000: are these seconds?");
            refusals.add(tooOld[0] - 1);
        }
    }

    private static void add(ExternalSort<Reading> sort, Reading reading) {
        try {
            sort.add(reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts readings together, a minute of them at a time, so that what belongs to an instant is in one batch. */
    private static final class Batches {
        private final Places places;
        private final ExternalSort<Item> items;
        private final Refusals refusals;
        private long unplaced;

        Batches(Places places, ExternalSort<Item> items, Refusals refusals) {
            this.places = places;
            this.items = items;
            this.refusals = refusals;
        }

        void take(Cursor<Reading> readings) throws IOException {
            Gathering batch = places.begin();
            int size = 0;
            long lastMs = Long.MIN_VALUE;
            Reading last = null;
            for (Reading next = readings.next(); next != null; next = readings.next()) {
                if (next.equals(last)) {
                    continue;
                }
                last = next;
                boolean full = size >= BATCH_READINGS && next.timeMs() != lastMs;
                if (size > 0 && (full || next.timeMs() / BATCH_MS != lastMs / BATCH_MS)) {
                    finish(batch);
                    batch = places.begin();
                    size = 0;
                }
                batch.accept(next.series(), next.timeMs(), next.value(), next.stale(), next.startMs());
                lastMs = next.timeMs();
                size++;
            }
            finish(batch);
            if (unplaced > 0) {
                refusals.remark(unplaced + " readings of pods that no series tells the node of");
            }
        }

        private void finish(Gathering batch) throws IOException {
            Gathered gathered = batch.finish();
            for (Scrape scrape : gathered.scrapes()) {
                items.add(new Item.Sample(scrape));
            }
            for (RolloutFact fact : gathered.facts()) {
                items.add(new Item.Fact(fact));
            }
            gathered.rejected().forEach(refusals::add);
            refusals.add(gathered.rejectedCount() - gathered.rejected().size());
            unplaced += gathered.unplaced();
        }
    }
}
