package io.upsurge.replay.source;

import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.ReadingSink;
import io.upsurge.format.remotewrite.SnappyBlock;
import io.upsurge.format.remotewrite.WriteDecoder;
import io.upsurge.format.remotewrite.WriteLimits;
import io.upsurge.format.remotewrite.WriteMessage;
import io.upsurge.replay.Source.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Captured requests of Prometheus remote write 1.0 or 2.0: the body of one request a file, compressed as it was sent. A file
 * that cannot be read is left out.
 */
public final class WriteCapture implements ReadingInput {
    /** How files of captured requests end. */
    public static final String SUFFIX = ".rw";

    private static final long MOST_BYTES = 64 << 20;
    private static final int SYMBOLS = 4;
    private static final int SERIES = 5;

    private final String name;
    private final List<Path> files;
    private final Predicate<String> wants;

    /**
     * Requests that were captured together.
     *
     * @param name what messages call them
     * @param files the files
     * @param wants whether the series of a metric are wanted; others may be left out
     */
    public WriteCapture(String name, List<Path> files, Predicate<String> wants) {
        this.name = name;
        this.files = files.stream().sorted().toList();
        this.wants = wants;
    }

    @Override
    public Input read(ReadingSink sink, Notes notes, Consumer<String> cut) throws IOException {
        WriteDecoder decoder = new WriteDecoder(wants, WriteLimits.DEFAULT);
        MessageDigest digest = Checksum.sha256();
        for (Path file : files) {
            if (Files.size(file) > MOST_BYTES) {
                cut.accept(file.getFileName() + " is longer than " + MOST_BYTES + " bytes");
                continue;
            }
            byte[] body = Files.readAllBytes(file);
            digest.update(body);
            try {
                byte[] plain = SnappyBlock.decompress(body);
                decoder.decode(messageOf(plain), plain, sink)
                        .refusals()
                        .forEach(refusal -> notes.refused(file.getFileName() + ": " + refusal));
            } catch (FormatException e) {
                cut.accept(file.getFileName() + ": " + e.getMessage());
            }
        }
        return new Input(name, bytes(), Checksum.text(digest));
    }

    /** Protocol 2.0 begins with other fields than 1.0, which has reserved them. */
    private static WriteMessage messageOf(byte[] plain) {
        int field = plain.length == 0 ? 0 : (plain[0] & 0xff) >>> 3;
        return field == SYMBOLS || field == SERIES ? WriteMessage.V2 : WriteMessage.V1;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long bytes() {
        return files.stream().mapToLong(file -> file.toFile().length()).sum();
    }
}
