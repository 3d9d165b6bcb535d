package io.upsurge.app.bench.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Finished runs in a file, one JSON object a line, so that a benchmark that was stopped goes on where it was. The first line
 * says what the runs depend on; runs of anything else are refused. Safe for use by several threads.
 */
final class RunLog implements AutoCloseable {
    private static final String FILE = "runs.jsonl";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Writer writer;
    private final List<RunResult> finished;

    /** What the runs depend on. */
    private record Header(String of) {}

    private RunLog(Writer writer, List<RunResult> finished) {
        this.writer = writer;
        this.finished = finished;
    }

    /**
     * Opens the file of a folder.
     *
     * @param folder the folder; made if it is missing
     * @param of what the runs depend on
     * @param resume whether finished runs are kept; else the file begins anew
     * @throws IllegalArgumentException if the finished runs depend on something else
     * @throws IOException if the file cannot be read or written
     */
    static RunLog open(Path folder, String of, boolean resume) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        List<RunResult> finished = new ArrayList<>();
        if (resume && Files.exists(file)) {
            finished.addAll(read(file, of));
        }
        Path fresh = folder.resolve(FILE + ".new");
        try (Writer out = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
            out.write(JSON.writeValueAsString(new Header(of)) + '\n');
            for (RunResult run : finished) {
                out.write(JSON.writeValueAsString(run) + '\n');
            }
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        return new RunLog(Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND), finished);
    }

    /** Reads what is whole; the last line of a run that was killed may be cut. */
    private static List<RunResult> read(Path file, String of) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty()) {
            return List.of();
        }
        String was = JSON.readValue(lines.get(0), Header.class).of();
        if (!was.equals(of)) {
            throw new IllegalArgumentException("the runs in " + file + " are of " + was + ", not of " + of
                    + ": choose another folder, or start without --resume");
        }
        List<RunResult> runs = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            try {
                runs.add(JSON.readValue(line, RunResult.class));
            } catch (JsonProcessingException e) {
                break;
            }
        }
        return runs;
    }

    /** Runs that were finished before. */
    List<RunResult> finished() {
        return finished;
    }

    synchronized void add(RunResult run) {
        try {
            writer.write(JSON.writeValueAsString(run) + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
