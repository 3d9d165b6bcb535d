package io.upsurge.app.reset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * State of an application on this machine.
 *
 * @param folder its folder
 * @param files files in it; 0 where there is none
 * @param bytes their size
 */
public record LocalState(Path folder, long files, long bytes) {

    /** Looks at a folder. Links are not followed. */
    static LocalState in(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return new LocalState(folder, 0, 0);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            return new LocalState(
                    folder,
                    files.size(),
                    files.stream().mapToLong(file -> file.toFile().length()).sum());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + folder, e);
        }
    }

    /** Deletes it. */
    void delete() {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Utils.delete(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
