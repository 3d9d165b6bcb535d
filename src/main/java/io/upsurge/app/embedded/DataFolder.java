package io.upsurge.app.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Where the broker keeps its data. Locked while in use, because a broker that meets a folder another one uses ends the
 * whole process.
 */
final class DataFolder implements AutoCloseable {
    private final Path root;
    private final boolean temporary;
    private final FileChannel lock;

    private DataFolder(Path root, boolean temporary, FileChannel lock) {
        this.root = root;
        this.temporary = temporary;
        this.lock = lock;
    }

    /** A new folder that is deleted on close. */
    static DataFolder temporary() {
        try {
            Path root = Files.createTempDirectory("upsurge-kafka-");
            return new DataFolder(root, true, locked(root));
        } catch (IOException e) {
            throw new EmbeddedKafkaException("cannot create a temporary folder: " + e.getMessage(), e);
        }
    }

    /**
     * A folder that is kept; created when missing.
     *
     * @throws EmbeddedKafkaException if it cannot be created or another broker uses it
     */
    static DataFolder kept(Path root) {
        try {
            Files.createDirectories(root);
            return new DataFolder(root, false, locked(root));
        } catch (IOException e) {
            throw new EmbeddedKafkaException("cannot use the data folder " + root + ": " + e, e);
        }
    }

    private static FileChannel locked(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this process: reported below, as if by another.
        }
        channel.close();
        throw new EmbeddedKafkaException("another broker uses the data folder " + root);
    }

    /** The folder. */
    Path root() {
        return root;
    }

    /** The broker's {@code log.dirs}. */
    Path logs() {
        return root.resolve("log");
    }

    /** Gives a folder that is used for the first time its cluster id. */
    void format(int nodeId, String controllerListener) {
        if (Files.exists(logs().resolve("meta.properties"))) {
            return;
        }
        String logs = logs().toString();
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(nodeId)
                    .setPrintStream(quiet)
                    .setControllerListenerName(controllerListener)
                    .setMetadataLogDirectory(logs)
                    .setHasDynamicQuorum(false)
                    .addDirectory(logs)
                    .run();
        } catch (Exception e) {
            throw new EmbeddedKafkaException("cannot format the data folder " + root + ": " + e.getMessage(), e);
        }
    }

    /** Releases the folder; deletes it if it is temporary. */
    @Override
    public void close() {
        try {
            lock.close();
            if (temporary) {
                Utils.delete(root.toFile());
            }
        } catch (IOException | UncheckedIOException e) {
            throw new EmbeddedKafkaException("cannot release the data folder " + root + ": " + e.getMessage(), e);
        }
    }
}
