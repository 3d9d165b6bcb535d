package io.upsurge.app.bench;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.VersionRate;
import io.upsurge.replay.Item;
import io.upsurge.replay.MergedSources;
import io.upsurge.replay.Replay;
import io.upsurge.replay.ReplayListener;
import io.upsurge.replay.ReplayRange;
import io.upsurge.replay.ReplayTotals;
import io.upsurge.replay.Source;
import io.upsurge.replay.Workshop;
import io.upsurge.replay.sort.Cursor;
import io.upsurge.replay.source.JsonLines;
import io.upsurge.simulate.RecordFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads, parses and replays one history again and again, in one process, the jobs taking turns. */
final class ReplayBench {
    private final UpsurgeConfig config;
    private final BenchPlan plan;
    private final RecordFiles files;
    private final Path folder;
    private final Consumer<String> progress;

    ReplayBench(UpsurgeConfig config, BenchPlan plan, Path folder, Consumer<String> progress) {
        this.config = config;
        this.plan = plan;
        this.folder = folder.resolve(plan.nodes() + "x" + plan.series() + "x" + plan.scrapes());
        this.files = new RecordFiles(this.folder);
        this.progress = progress;
    }

    private interface Job {
        void run() throws IOException;
    }

    /**
     * What a job took, the median over the rounds.
     *
     * @param job its name
     * @param samplesPerSecond samples by the wall clock
     * @param cpuSecondsPerMillion processor time of the process for a million samples, seconds
     * @param megabytesPerSecond of the file, by the wall clock, 10^6 bytes
     */
    record Row(String job, double samplesPerSecond, double cpuSecondsPerMillion, double megabytesPerSecond) {}

    List<Row> run() throws IOException {
        write();
        Map<String, Job> jobs = new LinkedHashMap<>();
        jobs.put("read", this::read);
        jobs.put("read and parse", this::parse);
        jobs.put("replay, 1 thread", () -> replay(1));
        jobs.put("replay, 2 threads", () -> replay(2));
        Map<String, List<Reading>> used = new LinkedHashMap<>();
        for (int round = 0; round <= plan.rounds(); round++) {
            for (Map.Entry<String, Job> job : jobs.entrySet()) {
                Reading before = Reading.now();
                job.getValue().run();
                Reading took = Reading.now().since(before);
                progress.accept("round " + round + ", " + job.getKey() + ": " + took.wallNs() / 1_000_000 + " ms");
                if (round > 0) {
                    used.computeIfAbsent(job.getKey(), name -> new ArrayList<>())
                            .add(took);
                }
            }
        }
        long bytes = Files.size(files.samplesFile());
        List<Row> rows = new ArrayList<>();
        used.forEach((name, readings) -> {
            double wall =
                    median(readings.stream().mapToLong(Reading::wallNs).sorted().toArray()) / 1e9;
            double cpu =
                    median(readings.stream().mapToLong(Reading::cpuNs).sorted().toArray()) / 1e9;
            rows.add(new Row(name, plan.samples() / wall, cpu * 1e6 / plan.samples(), bytes / 1e6 / wall));
        });
        return rows;
    }

    private static long median(long[] sorted) {
        return sorted[sorted.length / 2];
    }

    private void write() throws IOException {
        Path complete = folder.resolve("complete");
        if (Files.exists(complete)) {
            return;
        }
        progress.accept("writing " + plan.samples() + " samples to " + files.samplesFile());
        try (RecordFiles.Lines lines = new RecordFiles.Lines(files)) {
            new BenchFleet(plan).generate(new BenchFleet.Sink() {
                @Override
                public void sample(SampleRecord sample) {
                    try {
                        lines.add(sample);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }

                @Override
                public void fact(RolloutFact fact) {
                    try {
                        lines.add(fact);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
        }
        Files.writeString(complete, "");
    }

    private void read() throws IOException {
        try (InputStream in = Files.newInputStream(files.samplesFile())) {
            byte[] buffer = new byte[1 << 18];
            long lines = 0;
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
            require(lines > plan.allScrapes(), lines + " lines");
        }
    }

    private void parse() throws IOException {
        try (Workshop workshop = workshop(1);
                Cursor<Item> lines = new JsonLines(files.samplesFile()).unordered(workshop)) {
            long count = 0;
            while (lines.next() != null) {
                count++;
            }
            require(count > plan.allScrapes(), count + " records");
        }
    }

    private void replay(int threads) throws IOException {
        Source source =
                new MergedSources(List.of(new JsonLines(files.samplesFile()), new JsonLines(files.rolloutsFile())));
        Detector detector = Detector.of(config.signals(), config.engine(), config.rule());
        Findings findings = new Findings();
        try (Workshop workshop = workshop(threads);
                Cursor<Item> items = source.open(workshop)) {
            ReplayTotals totals =
                    new Replay(detector, ReplayRange.ALL, listener(findings), count -> {}).run(items, workshop);
            require(totals.scrapes() == plan.allScrapes(), totals.scrapes() + " scrapes");
        }
    }

    private Workshop workshop(int threads) {
        return new Workshop(threads, Runtime.getRuntime().maxMemory() / 8, folder);
    }

    private static ReplayListener listener(Findings findings) {
        return new ReplayListener() {
            @Override
            public void rate(VersionRate rate) {
                findings.rate();
            }

            @Override
            public void anomaly(Anomaly anomaly) {
                findings.anomaly(anomaly);
            }
        };
    }

    private static void require(boolean holds, String found) {
        if (!holds) {
            throw new IllegalStateException("not everything was read, but " + found);
        }
    }
}
