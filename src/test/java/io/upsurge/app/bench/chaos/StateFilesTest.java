package io.upsurge.app.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFilesTest {
    @TempDir
    Path folder;

    @Test
    void shouldLeaveNoFileAsItWas() throws IOException {
        for (int i = 0; i < 40; i++) {
            Files.writeString(folder.resolve("file-" + i), "what it was");
        }
        assertThat(new StateFiles(folder).corrupt(new Random(1))).isEqualTo(40);
        for (int i = 0; i < 40; i++) {
            assertThat(Files.readAllBytes(folder.resolve("file-" + i)))
                    .isNotEqualTo("what it was".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldDeleteAllOfItAndPutUpWithNoFolder() throws IOException {
        Files.createDirectories(folder.resolve("state/0_1"));
        Files.writeString(folder.resolve("state/0_1/file"), "something");
        new StateFiles(folder.resolve("state")).lose();
        assertThat(folder).isEmptyDirectory();
        new StateFiles(folder.resolve("state")).lose();
        assertThat(new StateFiles(folder.resolve("state")).corrupt(new Random(1)))
                .isZero();
    }
}
