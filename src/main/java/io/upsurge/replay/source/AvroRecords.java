package io.upsurge.replay.source;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.replay.Item;
import io.upsurge.replay.Refusals;
import io.upsurge.replay.Source;
import io.upsurge.replay.Workshop;
import io.upsurge.replay.sort.Cursor;
import io.upsurge.replay.sort.ExternalSort;
import io.upsurge.wire.RecordFileReader;
import io.upsurge.wire.WireException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An Avro object container file of our own scrapes or roll-out facts. It is sorted, whatever its order. */
public final class AvroRecords implements Source {
    private final Path file;
    private Input input;

    /** A file, which is not read yet. */
    public AvroRecords(Path file) {
        this.file = file;
    }

    @Override
    public List<Input> inputs() {
        return List.of(input);
    }

    @Override
    public Cursor<Item> open(Workshop workshop) throws IOException {
        input = Checksum.of(file);
        String name = file.getFileName() + ": ";
        Refusals refusals = workshop.refusals();
        ExternalSort<Item> sort = workshop.itemSort();
        try {
            RecordFileReader.read(file, new RecordFileReader.Sink() {
                @Override
                public void sample(SampleRecord sample) throws IOException {
                    add(new Item.Sample(sample));
                }

                @Override
                public void fact(RolloutFact fact) throws IOException {
                    add(new Item.Fact(fact));
                }

                private void add(Item item) throws IOException {
                    Optional<String> refusal = Dated.refusal(item);
                    if (refusal.isPresent()) {
                        refusals.add(name + refusal.get());
                    } else {
                        sort.add(item);
                    }
                }

                @Override
                public void lost(long records, String why) {
                    refusals.cut(name + why);
                    refusals.add(records - 1);
                }
            });
        } catch (WireException e) {
            refusals.cut(name + e.getMessage());
        }
        return sort.sorted();
    }
}
