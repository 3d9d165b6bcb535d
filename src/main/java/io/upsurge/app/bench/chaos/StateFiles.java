package io.upsurge.app.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * The state folder of an instance that does not run.
 *
 * @param folder it may not be there yet
 */
record StateFiles(Path folder) {
    private static final int LEAST_GARBAGE = 16;

    /** Deletes all of it. */
    void lose() {
        try {
            Utils.delete(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Empties some of the files, cuts some in half, and writes garbage into the others: none is left as it was.
     *
     * @return how many files there were
     */
    int corrupt(RandomGenerator random) {
        try {
            List<Path> files =
                    all().stream().filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                corrupt(file, random);
            }
            return files.size();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot corrupt " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void corrupt(Path file, RandomGenerator random) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            switch (random.nextInt(4)) {
                case 0 -> channel.truncate(0);
                case 1 -> channel.truncate(channel.size() / 2);
                default -> {
                    byte[] garbage = new byte[(int) Math.max(LEAST_GARBAGE, channel.size() / 3)];
                    random.nextBytes(garbage);
                    channel.write(ByteBuffer.wrap(garbage), channel.size() / 3);
                }
            }
        }
    }

    private List<Path> all() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList();
        }
    }
}
