package io.upsurge.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real promtool. */
final class Promtool {
    private static final Path BINARY = Path.of("/usr/bin/promtool");

    private Promtool() {}

    /** Runs it; it must succeed. */
    static void run(String... words) throws IOException, InterruptedException {
        assertThat(BINARY)
                .as("this test needs a real promtool: apt-get install prometheus")
                .isExecutable();
        List<String> command = new ArrayList<>(List.of(BINARY.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
    }
}
