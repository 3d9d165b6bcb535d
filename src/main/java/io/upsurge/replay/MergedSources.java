package io.upsurge.replay;

import io.upsurge.replay.sort.Cursor;
import io.upsurge.replay.sort.Merge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Several sources as one.
 *
 * @param sources where records come from
 */
public record MergedSources(List<Source> sources) implements Source {

    /** Copies the list. */
    public MergedSources {
        sources = List.copyOf(sources);
    }

    @Override
    public Cursor<Item> open(Workshop workshop) throws IOException {
        List<Cursor<Item>> cursors = new ArrayList<>();
        for (Source source : sources) {
            cursors.add(source.open(workshop));
        }
        return new Merge<>(cursors, workshop.order());
    }

    @Override
    public List<Input> inputs() {
        return sources.stream().flatMap(source -> source.inputs().stream()).toList();
    }

    @Override
    public Progress progress() {
        long done = 0;
        long total = 0;
        for (Source source : sources) {
            done += source.progress().done();
            total += source.progress().total();
        }
        return new Progress(done, total);
    }
}
