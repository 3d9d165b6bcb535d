package io.upsurge.replay.source;

import io.upsurge.replay.Item;
import io.upsurge.replay.Refusals;
import io.upsurge.replay.Source;
import io.upsurge.replay.Workshop;
import io.upsurge.replay.sort.Cursor;
import io.upsurge.replay.sort.ExternalSort;
import io.upsurge.replay.sort.NearlySorted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A file of our own records, a JSON object per line, as {@code upsurge simulate} writes them; may be compressed by gzip. Lines
 * that cannot be used are refused. A file that is nearly in the order of time is read straight through, any other is sorted.
 */
public final class JsonLines implements Source {
    /** A file whose lines are further from their place than this is sorted. */
    private static final long NEARLY_MS = 15 * 60_000L;
    /** About how many bytes of memory a line takes that is held back to put it in order. */
    private static final long BYTES_HELD = 800;

    private final Path file;
    private Inspection inspection;
    private volatile long done;
    private volatile long total;

    /** A file, which is not read yet. */
    public JsonLines(Path file) {
        this.file = file;
    }

    @Override
    public List<Input> inputs() {
        return List.of(inspection.input());
    }

    @Override
    public Progress progress() {
        return new Progress(done, total);
    }

    @Override
    public Cursor<Item> open(Workshop workshop) throws IOException {
        inspection = Inspection.of(file);
        total = inspection.input().bytes();
        Cursor<Item> lines = unordered(workshop);
        int limit = (int) Math.min(Integer.MAX_VALUE, workshop.budget() / BYTES_HELD);
        return isNearlySorted(limit)
                ? new NearlySorted<>(
                        lines, Item::timeMs, inspection.disorderMs(), workshop.order(), limit, workshop::itemSort)
                : sorted(lines, workshop.itemSort());
    }

    /**
     * The records in the order of the file.
     *
     * @throws IOException if it cannot be read
     */
    public Cursor<Item> unordered(Workshop workshop) throws IOException {
        return new Lines(workshop);
    }

    private boolean isNearlySorted(int limit) {
        double held = (double) inspection.records() * inspection.disorderMs() / Math.max(1, inspection.spanMs());
        return inspection.disorderMs() <= NEARLY_MS && held <= limit;
    }

    private static Cursor<Item> sorted(Cursor<Item> lines, ExternalSort<Item> sort) throws IOException {
        try (lines) {
            for (Item item = lines.next(); item != null; item = lines.next()) {
                sort.add(item);
            }
        }
        return sort.sorted();
    }

    private record Refused(long line, String why) {}

    private record Block(List<Item> items, List<Refused> refused, long lines) {}

    private static final Block TOO_LONG =
            new Block(List.of(), List.of(new Refused(1, "is longer than " + LineBlocks.LONGEST_LINE + " bytes")), 1);

    /** The records in the order of the file; blocks of lines are read ahead and parsed in parallel. */
    private final class Lines implements Cursor<Item> {
        private final CountedStream counted;
        private final WholeLines content;
        private final LineBlocks blocks;
        private final Workshop workshop;
        private final Interned interned = new Interned();
        private final Queue<RecordLine> parsers = new ConcurrentLinkedQueue<>();
        private final Deque<CompletableFuture<Block>> ahead = new ArrayDeque<>();
        private Iterator<Item> items = List.<Item>of().iterator();
        private long line;
        private boolean ended;

        Lines(Workshop workshop) throws IOException {
            this.workshop = workshop;
            this.counted = new CountedStream(Files.newInputStream(file));
            this.content = new WholeLines(counted);
            this.blocks = new LineBlocks(content);
        }

        @Override
        public Item next() throws IOException {
            while (!items.hasNext()) {
                readAhead();
                if (ahead.isEmpty()) {
                    end();
                    return null;
                }
                take(ahead.poll().join());
            }
            return items.next();
        }

        private void end() {
            if (!ended) {
                ended = true;
                content.cut().ifPresent(why -> workshop.refusals().cut(file.getFileName() + " " + why));
            }
        }

        private void readAhead() throws IOException {
            int wanted = workshop.threads() == 1 ? 1 : 2 * workshop.threads();
            while (ahead.size() < wanted) {
                LineBlocks.Block block = blocks.next();
                if (block == null) {
                    return;
                }
                ahead.add(
                        block.tooLong()
                                ? CompletableFuture.completedFuture(TOO_LONG)
                                : CompletableFuture.supplyAsync(() -> parse(block), workshop.executor()));
            }
        }

        private Block parse(LineBlocks.Block block) {
            RecordLine idle = parsers.poll();
            RecordLine parser = idle == null ? new RecordLine(interned) : idle;
            List<Item> parsed = new ArrayList<>();
            List<Refused> refused = new ArrayList<>();
            long lines = 0;
            int from = 0;
            while (from < block.length()) {
                int to = block.lineEnd(from);
                lines++;
                if (!isBlank(block.bytes(), from, to)) {
                    parseLine(parser, block.bytes(), from, to, lines, parsed, refused);
                }
                from = to + 1;
            }
            parsers.add(parser);
            return new Block(parsed, refused, lines);
        }

        private void take(Block block) {
            Refusals refusals = workshop.refusals();
            block.refused()
                    .forEach(each ->
                            refusals.add(file.getFileName() + " line " + (line + each.line()) + ": " + each.why()));
            line += block.lines();
            items = block.items().iterator();
            done = counted.count();
        }

        @Override
        public void close() throws IOException {
            blocks.close();
        }
    }

    private static void parseLine(
            RecordLine parser, byte[] block, int from, int to, long line, List<Item> parsed, List<Refused> refused) {
        try {
            Item item = parser.read(block, from, to);
            Dated.refusal(item).ifPresentOrElse(why -> refused.add(new Refused(line, why)), () -> parsed.add(item));
        } catch (IllegalArgumentException e) {
            refused.add(new Refused(line, e.getMessage()));
        }
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\r' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
