package io.upsurge.replay.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

class SortTest {
    private static final Comparator<Long> ORDER = Comparator.naturalOrder();

    private Path folder;

    @BeforeTry
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("sort");
    }

    @AfterTry
    void deleteFolder() throws IOException {
        // Deleting the folder fails where a cursor left a file behind.
        Files.delete(folder);
    }

    private static final class Longs implements Form<Long> {
        @Override
        public long weight(Long thing) {
            return 8;
        }

        @Override
        public byte[] pack(List<Long> things) {
            Packer out = new Packer().number(things.size());
            things.forEach(out::number);
            return out.toBytes();
        }

        @Override
        public List<Long> unpack(byte[] frame) {
            Unpacker in = new Unpacker(frame);
            List<Long> things = new ArrayList<>();
            for (int i = in.count(); i > 0; i--) {
                things.add(in.number());
            }
            return things;
        }
    }

    private ExternalSort<Long> sort(long budget) {
        return new ExternalSort<>(ORDER, new Longs(), folder, budget);
    }

    private static List<Long> all(Cursor<Long> cursor) throws IOException {
        List<Long> all = new ArrayList<>();
        try (cursor) {
            for (Long next = cursor.next(); next != null; next = cursor.next()) {
                all.add(next);
            }
        }
        return all;
    }

    @Property(tries = 200)
    void shouldSortWhateverTheMemory(
            @ForAll @Size(max = 1_000) List<Long> things, @ForAll @IntRange(min = 1, max = 2_000) int budget)
            throws IOException {
        ExternalSort<Long> sort = sort(budget);
        for (Long thing : things) {
            sort.add(thing);
        }
        assertThat(all(sort.sorted())).isEqualTo(things.stream().sorted().toList());
    }

    @Property(tries = 200)
    void shouldPutInOrderWhatIsNearlySorted(
            @ForAll @Size(max = 1_000) List<@LongRange(min = 0, max = 20) Long> jitter,
            @ForAll @IntRange(min = 0, max = 20) int slack)
            throws IOException {
        List<Long> things = new ArrayList<>();
        for (int i = 0; i < jitter.size(); i++) {
            things.add(i + jitter.get(i));
        }
        Cursor<Long> sorted = new NearlySorted<>(cursor(things), thing -> thing, 20L + slack, ORDER, 0, () -> {
            throw new UncheckedIOException(new IOException("this should not need a sort"));
        });
        assertThat(all(sorted)).isEqualTo(things.stream().sorted().toList());
    }

    @Property(tries = 20)
    void shouldSortTheRestWhereTooMuchIsHeldBack(
            @ForAll @Size(min = 10_000, max = 30_000) List<@LongRange(min = 0, max = 1_000_000) Long> things)
            throws IOException {
        Cursor<Long> sorted =
                new NearlySorted<>(cursor(things), thing -> thing, 1_000_000L, ORDER, 0, () -> sort(10_000));
        assertThat(all(sorted)).isEqualTo(things.stream().sorted().toList());
    }

    private static Cursor<Long> cursor(List<Long> things) {
        Iterator<Long> iterator = things.iterator();
        return () -> iterator.hasNext() ? iterator.next() : null;
    }
}
