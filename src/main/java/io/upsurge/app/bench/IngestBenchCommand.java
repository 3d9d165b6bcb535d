package io.upsurge.app.bench;

import io.upsurge.app.bench.broker.BrokerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upsurge bench ingest}: remote write to Kafka's acknowledgement, beside sending the same requests to nobody. */
@Command(
        name = "ingest",
        description =
                "Measures remote write until Kafka has acknowledged it, beside a server that only reads the requests. "
                        + "Fails if a sample is lost.")
final class IngestBenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--nodes", paramLabel = "N", description = "Nodes of the fleet. Default ${DEFAULT-VALUE}.")
    private int nodes = 1_000;

    @Option(
            names = "--series",
            paramLabel = "N",
            description = "Series of a node that a signal asks for. Default ${DEFAULT-VALUE}.")
    private int series = 20;

    @Option(
            names = "--kept",
            paramLabel = "PERCENT",
            split = ",",
            description = "Shares of the series that a signal asks for, percent, each on its own. Default 100,10.")
    private List<Integer> kept = List.of(100, 10);

    @Option(names = "--samples", paramLabel = "N", description = "Samples of a run. Default ${DEFAULT-VALUE}.")
    private long samples = 1_000_000;

    @Option(names = "--per-request", paramLabel = "N", description = "Samples of a request. Default ${DEFAULT-VALUE}.")
    private int perRequest = 2_000;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Connections, each with one request under way. Default ${DEFAULT-VALUE}.")
    private int connections = 16;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Measured rounds, after one that is discarded; medians are shown. Default ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Override
    public Integer call() throws IOException, InterruptedException {
        IngestPlan plan = plan();
        PrintWriter err = spec.commandLine().getErr();
        List<IngestBench.Row> rows;
        try (BrokerProcess broker = BrokerProcess.start()) {
            rows = new IngestBench(plan, broker.bootstrapServers(), message -> {
                        err.println(message);
                        err.flush();
                    })
                    .run();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("| protocol | kept | B/sample | job | samples/s | CPU-s per million | x floor |");
        out.println("| --- | ---: | ---: | --- | ---: | ---: | ---: |");
        for (IngestBench.Row row : rows) {
            double floor = row.floor().cpuSecondsPerMillion();
            double all = row.receiver().cpuSecondsPerMillion();
            out.printf(
                    Locale.ROOT,
                    "| %s | %d %% | %.1f | send and read, the floor | %,.0f | %.3f | 1.00 |%n",
                    row.traffic().protocol(),
                    row.traffic().keptPercent(),
                    row.bytesPerSample(),
                    row.floor().samplesPerSecond(),
                    floor);
            out.printf(
                    Locale.ROOT,
                    "| | | | send and receive, acknowledged | %,.0f | %.3f | %.2f |%n",
                    row.receiver().samplesPerSecond(),
                    all,
                    all / floor);
            out.printf(
                    Locale.ROOT, "| | | | the receiver alone | | %.3f | %.2f |%n", all - floor, (all - floor) / floor);
        }
        out.flush();
        return 0;
    }

    private IngestPlan plan() {
        try {
            return new IngestPlan(nodes, series, kept, samples, perRequest, connections, rounds);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
