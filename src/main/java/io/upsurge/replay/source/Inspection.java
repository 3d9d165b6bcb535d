package io.upsurge.replay.source;

import io.upsurge.replay.Source.Input;
import io.upsurge.replay.source.LineBlocks.Block;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * A first look at a file: what identifies it, and how far its lines are from the order of time, judged by the first number
 * after {@code "timestamp":} or {@code "since":}.
 *
 * @param input name, size and checksum
 * @param records lines with a time
 * @param disorderMs by how much at most a line is older than an earlier one, milliseconds
 * @param spanMs time between the oldest and the newest line, milliseconds
 */
record Inspection(Input input, long records, long disorderMs, long spanMs) {
    private static final byte[][] NAMES = {
        "\"timestamp\":".getBytes(StandardCharsets.US_ASCII), "\"since\":".getBytes(StandardCharsets.US_ASCII)
    };

    /** Looks at a file; a compressed one is decompressed. */
    static Inspection of(Path file) throws IOException {
        MessageDigest digest = Checksum.sha256();
        Order order = new Order();
        try (InputStream raw = new DigestInputStream(Files.newInputStream(file), digest)) {
            LineBlocks blocks = new LineBlocks(new WholeLines(raw));
            for (Block block = blocks.next(); block != null; block = blocks.next()) {
                order.look(block);
            }
            raw.transferTo(OutputStream.nullOutputStream());
        }
        Input input = new Input(file.getFileName().toString(), Files.size(file), Checksum.text(digest));
        return new Inspection(
                input, order.records, order.disorderMs, order.records == 0 ? 0 : order.latest - order.oldest);
    }

    private static final class Order {
        /** Makes the file be sorted, as a line that is not understood here may have any time. */
        private static final long NO_NUMBER = -1;

        private long records;
        private long disorderMs;
        private long oldest = Long.MAX_VALUE;
        private long latest = Long.MIN_VALUE;

        void look(Block block) {
            int from = 0;
            while (from < block.length()) {
                int to = block.lineEnd(from);
                line(block.bytes(), from, to);
                from = to + 1;
            }
        }

        private void line(byte[] bytes, int from, int to) {
            for (int i = from; i < to; i++) {
                if (bytes[i] == '"') {
                    for (byte[] name : NAMES) {
                        if (starts(bytes, i, to, name)) {
                            time(number(bytes, i + name.length, to));
                            return;
                        }
                    }
                }
            }
        }

        private void time(long timeMs) {
            records++;
            if (timeMs > NO_NUMBER && timeMs < Dated.EARLIEST_MS) {
                return; // it will be refused
            }
            if (timeMs < latest) {
                disorderMs = Math.max(disorderMs, latest - timeMs);
            }
            latest = Math.max(latest, timeMs);
            oldest = Math.min(oldest, timeMs);
        }

        private static boolean starts(byte[] bytes, int from, int to, byte[] name) {
            if (to - from < name.length || bytes[from + 1] != name[1]) {
                return false;
            }
            for (int i = 2; i < name.length; i++) {
                if (bytes[from + i] != name[i]) {
                    return false;
                }
            }
            return true;
        }

        private static long number(byte[] bytes, int from, int to) {
            int at = from;
            while (at < to && bytes[at] == ' ') {
                at++;
            }
            if (at == to || bytes[at] < '0' || bytes[at] > '9') {
                return NO_NUMBER;
            }
            long value = 0;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && value < Long.MAX_VALUE / 16) {
                value = 10 * value + bytes[at++] - '0';
            }
            return value;
        }
    }
}
