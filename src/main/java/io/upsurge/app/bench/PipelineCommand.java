package io.upsurge.app.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.upsurge.app.bench.BenchReport.FleetFigures;
import io.upsurge.app.bench.broker.BrokerProcess;
import io.upsurge.app.config.UpsurgeConfig.StoreKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge bench pipeline}: the topology on an embedded broker beside the floors it stands on. */
@Command(
        name = "pipeline",
        description =
                "Runs the topology over made-up samples on an embedded broker, beside a plain consumer and an empty "
                        + "topology on the same topic. Exit code 1 if a sample was lost or the surge not found.")
final class PipelineCommand implements Callable<Integer> {
    /** Enough work for a round to take seconds. */
    private static final long SAMPLES_WANTED = 4_000_000;

    private static final int LEAST_SCRAPES = 80;
    /** Eight hours; a longer history is no other work. */
    private static final int MOST_SCRAPES = 1_000;

    private enum Output {
        TEXT,
        JSON
    }

    @Option(
            names = "--nodes",
            split = ",",
            defaultValue = "1000,5000",
            description = "Numbers of nodes, each on its own. Default: ${DEFAULT-VALUE}.")
    private List<Integer> nodes;

    @Option(names = "--series", defaultValue = "20", description = "Series of a node. Default: ${DEFAULT-VALUE}.")
    private int series;

    @Option(
            names = "--scrapes",
            description = "Scrapes of a node, 30 s apart. Default: what makes 4 million samples, 80 to 1000.")
    private Integer scrapes;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Measured rounds, after one to warm up. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--partitions",
            defaultValue = "4",
            description = "Partitions of each topic. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(names = "--threads", defaultValue = "1", description = "Stream threads. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--store",
            defaultValue = "MEMORY",
            description = "Where node state is: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private StoreKind store;

    @Option(names = "--at-least-once", description = "Without Kafka transactions.")
    private boolean atLeastOnce;

    @Option(names = "--single-series", description = "One record per series instead of one per scrape.")
    private boolean singleSeries;

    @Option(
            names = "--output",
            defaultValue = "TEXT",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<BenchPlan> plans = nodes.stream().map(this::plan).toList();
        PrintWriter err = spec.commandLine().getErr();
        Path folder = Files.createTempDirectory("upsurge-bench-");
        List<FleetFigures> fleets = new ArrayList<>();
        try (BrokerProcess broker = BrokerProcess.start()) {
            PipelineBench bench = new PipelineBench(broker.bootstrapServers(), folder, line -> {
                err.println(line);
                err.flush();
            });
            plans.forEach(plan -> fleets.add(bench.run(plan)));
        } finally {
            Utils.delete(folder.toFile());
        }
        BenchReport report = new BenchReport(
                System.getProperty("java.runtime.version"), Runtime.getRuntime().availableProcessors(), fleets);
        PrintWriter out = spec.commandLine().getOut();
        out.println(output == Output.JSON ? json(report) : BenchTable.of(report));
        out.flush();
        return fleets.stream().allMatch(FleetFigures::complete) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private BenchPlan plan(int fleet) {
        try {
            return new BenchPlan(
                    fleet,
                    series,
                    scrapes == null ? scrapesFor(fleet) : scrapes,
                    partitions,
                    threads,
                    store == StoreKind.ROCKSDB,
                    !atLeastOnce,
                    singleSeries,
                    rounds);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private int scrapesFor(int fleet) {
        long perScrape = Math.max(1, (long) fleet * series);
        return (int) Math.min(MOST_SCRAPES, Math.max(LEAST_SCRAPES, SAMPLES_WANTED / perScrape));
    }

    private static String json(BenchReport report) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
