package io.upsurge.app.bench;

import io.upsurge.app.bench.broker.BrokerProcess;
import io.upsurge.app.config.UpsurgeConfig.StoreKind;
import io.upsurge.app.embedded.DevRegistry;
import java.io.IOException;
import java.io.PrintWriter;
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

/** {@code upsurge bench sizing}: what {@code upsurge run} takes for a fleet of a size, in real time. */
@Command(
        name = "sizing",
        description =
                "Runs 'upsurge run' in a process of its own beside an embedded broker, feeds it a fleet at the pace "
                        + "of its scrapes, and prints what process and topics take.")
final class SizingCommand implements Callable<Integer> {
    private static final int MOST_SECONDS = 3_600;

    @Option(
            names = "--nodes",
            split = ",",
            defaultValue = "500,2000",
            description = "Numbers of nodes, each on its own. Default: ${DEFAULT-VALUE}.")
    private List<Integer> nodes;

    @Option(names = "--series", defaultValue = "8", description = "Series of a node. Default: ${DEFAULT-VALUE}.")
    private int series;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Time between two scrapes of a node, 5 to 60 s. Default: ${DEFAULT-VALUE}.")
    private int interval;

    @Option(
            names = "--history",
            paramLabel = "SCRAPES",
            defaultValue = "120",
            description = "Scrapes of a node that wait in the topic at the start. Default: ${DEFAULT-VALUE}.")
    private int history;

    @Option(
            names = "--live",
            paramLabel = "MINUTES",
            defaultValue = "3",
            description = "How long scrapes come at their pace. Default: ${DEFAULT-VALUE}.")
    private int live;

    @Option(
            names = "--partitions",
            defaultValue = "4",
            description = "Partitions of each topic. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--heap",
            paramLabel = "MIB",
            defaultValue = "512",
            description = "Most heap of the measured process. Default: ${DEFAULT-VALUE}.")
    private int heap;

    @Option(
            names = "--store",
            defaultValue = "MEMORY",
            description = "Where node state is: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private StoreKind store;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<SizingPlan> plans = nodes.stream().map(this::plan).toList();
        PrintWriter err = spec.commandLine().getErr();
        List<SizingFigures> figures = new ArrayList<>();
        Path folder = Files.createTempDirectory("upsurge-sizing-");
        try (BrokerProcess broker = BrokerProcess.start();
                DevRegistry registry = DevRegistry.start(0)) {
            for (SizingPlan plan : plans) {
                figures.add(new SizingBench(broker.bootstrapServers(), registry.url(), folder, line -> {
                            err.println(line);
                            err.flush();
                        })
                        .run(plan));
            }
        } finally {
            Utils.delete(folder.toFile());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(SizingTable.of(figures));
        out.flush();
        return ExitCode.OK;
    }

    private SizingPlan plan(int fleet) {
        try {
            if (interval < 5 || interval > 60 || live < 1 || live * 60 > MOST_SECONDS || heap < 128) {
                throw new IllegalArgumentException("--interval is 5 to 60 seconds, --live 1 to " + MOST_SECONDS / 60
                        + " minutes, --heap at least 128 MiB");
            }
            return new SizingPlan(
                    new BenchPlan(
                            fleet,
                            series,
                            history + live * 60 / interval,
                            partitions,
                            1,
                            store == StoreKind.ROCKSDB,
                            true,
                            false,
                            1),
                    history,
                    interval,
                    live * 60,
                    heap);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
