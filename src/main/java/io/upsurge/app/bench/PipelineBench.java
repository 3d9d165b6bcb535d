package io.upsurge.app.bench;

import io.upsurge.app.bench.BenchReport.Figures;
import io.upsurge.app.bench.BenchReport.FleetFigures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Runs all jobs of a plan in turn, round after round, and takes medians; the first round only warms up the JVM. */
final class PipelineBench {
    private final String bootstrapServers;
    private final Path folder;
    private final Consumer<String> progress;

    /**
     * A bench.
     *
     * @param bootstrapServers the broker
     * @param folder for state of the topology
     * @param progress told what is going on
     */
    PipelineBench(String bootstrapServers, Path folder, Consumer<String> progress) {
        this.bootstrapServers = bootstrapServers;
        this.folder = folder;
        this.progress = progress;
    }

    FleetFigures run(BenchPlan plan) {
        BenchFleet fleet = new BenchFleet(plan);
        BenchTopics topics = new BenchTopics(plan, bootstrapServers, folder);
        progress.accept(String.format(Locale.ROOT, "%,d nodes: writing %,d records", plan.nodes(), plan.records()));
        topics.fill(fleet);
        Map<Job, List<Figures>> measured = new EnumMap<>(Job.class);
        boolean complete = true;
        String check = "";
        EngineJob.Run engine = null;
        for (int round = 0; round <= plan.rounds(); round++) {
            progress.accept(round == 0 ? "warming up" : "round " + round + " of " + plan.rounds());
            Map<Job, Reading> used = new EnumMap<>(Job.class);
            DrainJob drain = new DrainJob(topics, plan.records());
            StreamsJob streams = new StreamsJob(topics, plan, fleet);
            String name = "bench-" + plan.nodes() + "-" + round;
            used.put(Job.BYTES, drain.run(new ByteArrayDeserializer()));
            used.put(Job.DECODED, drain.run(topics.serdes().samples().deserializer()));
            used.put(Job.NOOP, streams.nothing(name + "-nothing"));
            StreamsJob.Run topology = streams.topology(name + "-topology");
            used.put(Job.TOPOLOGY, topology.used());
            engine = new EngineJob(topics.config(), fleet).run();
            used.put(Job.ENGINE, engine.used());
            boolean whole =
                    topology.findings().complete(plan) && engine.findings().complete(plan);
            if (complete) {
                complete = whole;
                check = "topology: " + topology.findings().text(plan) + "; engine: "
                        + engine.findings().text(plan);
            }
            used.forEach((job, reading) -> progress.accept(text(job, Figures.of(plan, reading))));
            if (round > 0) {
                used.forEach((job, reading) ->
                        measured.computeIfAbsent(job, j -> new ArrayList<>()).add(Figures.of(plan, reading)));
            }
        }
        Map<Job, Figures> medians = new EnumMap<>(Job.class);
        measured.forEach((job, rounds) -> medians.put(job, median(rounds)));
        return new FleetFigures(
                plan,
                medians,
                complete,
                check,
                (double) engine.nodeStateBytes() / plan.nodes(),
                (double) engine.historyBytes() / plan.nodes());
    }

    private static String text(Job job, Figures figures) {
        return String.format(
                Locale.ROOT,
                "  %s: %.3f cpu-s/million samples, %,.0f samples/s",
                job.text(),
                figures.cpuSecondsPerMillion(),
                figures.samplesPerSecond());
    }

    /** The median of each figure by itself. */
    private static Figures median(List<Figures> rounds) {
        return new Figures(
                median(rounds, Figures::samplesPerSecond),
                median(rounds, Figures::recordsPerSecond),
                median(rounds, Figures::cpuSecondsPerMillion),
                median(rounds, Figures::allocatedBytesPerSample));
    }

    private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
                .average()
                .orElseThrow();
    }
}
