package io.upsurge.app.run;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.config.UpsurgeConfig.StoreKind;
import io.upsurge.app.run.Prerequisites.UnfitException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** The folder in which RocksDB keeps state, looked at before anything else begins. */
public final class StateFolder {
    private static final String LOCK = ".lock"; // as Kafka Streams names it
    private static final int TRIAL_BYTES = 64 << 10;
    private static final String MEND = "; pipeline.state-dir names it, and with pipeline.store: memory none is needed";

    private StateFolder() {}

    /** Another process works in the folder. */
    public static final class InUseException extends RuntimeException {
        InUseException(String message) {
            super(message);
        }
    }

    /**
     * Makes it where it is missing, and tries it. State in memory needs none.
     *
     * @throws UnfitException if it cannot be made or written to; says why
     * @throws InUseException if another process works in it
     */
    public static void prepare(UpsurgeConfig config) {
        if (config.pipeline().store() != StoreKind.ROCKSDB) {
            return;
        }
        Path folder = config.pipeline()
                .stateDir()
                .resolve(config.pipeline().applicationId())
                .toAbsolutePath();
        try {
            Files.createDirectories(folder);
            tryToLock(folder);
            tryToWrite(folder);
        } catch (FileAlreadyExistsException e) {
            throw new UnfitException(
                    "the state folder " + folder + " cannot be made: " + e.getFile() + " is not a folder" + MEND);
        } catch (IOException e) {
            throw new UnfitException("the state folder " + folder + " cannot be written to: " + reason(e) + MEND);
        }
    }

    private static void tryToLock(Path folder) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw inUse(folder);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(folder);
        }
    }

    private static InUseException inUse(Path folder) {
        return new InUseException("the state folder " + folder + " is used by another process of Upsurge;"
                + " each needs a pipeline.state-dir of its own");
    }

    private static void tryToWrite(Path folder) throws IOException {
        Path trial = Files.createTempFile(folder, ".trial", "");
        try {
            Files.write(trial, new byte[TRIAL_BYTES]);
        } finally {
            Files.delete(trial);
        }
    }

    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName().replaceAll("(Exception)$", "");
        String message = String.valueOf(e.getMessage());
        boolean saysWhy = message.contains(" ") || e instanceof NoSuchFileException;
        return saysWhy
                ? message
                : message + ": " + name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
