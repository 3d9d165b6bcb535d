package io.upsurge.app.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upsurge.app.bench.IngestPlan.Traffic;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.ingest.Inputs;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.app.topics.TopicProvisioner;
import io.upsurge.ingest.remotewrite.RemoteWriteHandler;
import io.upsurge.serve.Credentials;
import io.upsurge.serve.Route;
import io.upsurge.serve.ServerSettings;
import io.upsurge.serve.WebServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;

/**
 * Sends the same requests to the receiver and to a handler that only reads them, in turn and in one process. The second is the
 * floor: what sending and HTTP cost by themselves.
 */
final class IngestBench {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOOPBACK = "127.0.0.1";

    private final IngestPlan plan;
    private final UpsurgeConfig config;
    private final Consumer<String> progress;
    private final WriteSender sender = new WriteSender();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    /**
     * A bench.
     *
     * @param plan what is sent
     * @param bootstrapServers the broker
     * @param progress told what is going on
     */
    IngestBench(IngestPlan plan, String bootstrapServers, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        this.config = ConfigLoader.shipped(Map.of(
                "kafka.bootstrap.servers", bootstrapServers,
                "registry.url", "mock://bench-ingest",
                "topics.prefix", "bench-ingest.",
                "topics.partitions", "4",
                "topics.replication-factor", "1",
                "receiver.listen", LOOPBACK + ":0"));
    }

    /**
     * What sending one kind of requests took, medians over the rounds.
     *
     * @param traffic the kind
     * @param bytesPerSample bytes on the wire for a sample, without headers
     * @param floor to the handler that only reads
     * @param receiver to the receiver, with Kafka's acknowledgement
     */
    record Row(Traffic traffic, double bytesPerSample, Figures floor, Figures receiver) {}

    /**
     * Of one job. All samples count, also those that are filtered.
     *
     * @param samplesPerSecond samples by the wall clock
     * @param cpuSecondsPerMillion processor time of the process, sender and server, for a million samples, seconds
     */
    record Figures(double samplesPerSecond, double cpuSecondsPerMillion) {
        static Figures median(List<Reading> rounds, long samples) {
            long[] wall = rounds.stream().mapToLong(Reading::wallNs).sorted().toArray();
            long[] cpu = rounds.stream().mapToLong(Reading::cpuNs).sorted().toArray();
            int middle = rounds.size() / 2;
            return new Figures(samples * 1e9 / wall[middle], cpu[middle] / 1e3 / samples);
        }
    }

    List<Row> run() throws IOException, InterruptedException {
        Contracts contracts = Contracts.of(config);
        contracts.subjects().register(contracts.registry());
        try (Admin admin = Admin.create(new HashMap<>(config.kafka()))) {
            new TopicProvisioner(admin, PATIENCE).createMissing(TopicPlan.of(config.topics()));
        }
        long endMs = System.currentTimeMillis();
        Map<Traffic, WriteLoad> loads = new LinkedHashMap<>();
        for (Traffic traffic : plan.traffic()) {
            WriteLoad load = WriteLoad.of(plan, traffic, endMs);
            progress.accept(text(
                    "%s: %,d samples in %,d requests, %,d kB",
                    name(traffic), load.samples(), load.bodies().size(), load.bytes() / 1_000));
            loads.put(traffic, load);
        }
        try (WebServer reader = reader();
                Inputs inputs =
                        Inputs.start(config, contracts, Set.of(Inputs.Kind.RECEIVER), Clock.systemUTC(), registry)) {
            URI receiver = URI.create("http://" + LOOPBACK + ':' + inputs.port().orElseThrow());
            return measure(loads, reader.address(), receiver);
        }
    }

    private static WebServer reader() throws IOException {
        Route route = Route.of("POST", RemoteWriteHandler.PATH, (request, response, callback) -> {
            response.setStatus(HttpStatus.NO_CONTENT_204);
            Content.Source.consumeAll(request, callback);
            return true;
        });
        return WebServer.start(ServerSettings.at(LOOPBACK, 0), List.of(route), Credentials.none());
    }

    private List<Row> measure(Map<Traffic, WriteLoad> loads, URI reader, URI receiver)
            throws IOException, InterruptedException {
        Map<Traffic, List<Reading>> floors = new HashMap<>();
        Map<Traffic, List<Reading>> received = new HashMap<>();
        for (int round = 0; round <= plan.rounds(); round++) {
            for (Map.Entry<Traffic, WriteLoad> each : loads.entrySet()) {
                WriteLoad load = each.getValue();
                Reading floor = send(reader, load);
                double before = kept();
                Reading took = send(receiver, load);
                double kept = kept() - before;
                if (kept != load.kept()) {
                    throw new IllegalStateException(
                            text("%s: of %d wanted samples %.0f were kept", name(each.getKey()), load.kept(), kept));
                }
                progress.accept(text(
                        "round %d, %s: %d ms, floor %d ms",
                        round, name(each.getKey()), took.wallNs() / 1_000_000, floor.wallNs() / 1_000_000));
                if (round > 0) {
                    floors.computeIfAbsent(each.getKey(), traffic -> new ArrayList<>())
                            .add(floor);
                    received.computeIfAbsent(each.getKey(), traffic -> new ArrayList<>())
                            .add(took);
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        loads.forEach((traffic, load) -> rows.add(new Row(
                traffic,
                (double) load.bytes() / load.samples(),
                Figures.median(floors.get(traffic), load.samples()),
                Figures.median(received.get(traffic), load.samples()))));
        return rows;
    }

    private Reading send(URI server, WriteLoad load) throws InterruptedException {
        Reading before = Reading.now();
        sender.send(server.resolve(RemoteWriteHandler.PATH), load, plan.connections());
        return Reading.now().since(before);
    }

    /** How many samples the receiver says it has written. */
    private double kept() {
        return registry.get("upsurge.ingest.readings")
                .tag("outcome", "kept")
                .counter()
                .count();
    }

    private static String name(Traffic traffic) {
        return "protocol " + traffic.protocol() + ", " + traffic.keptPercent() + " % kept";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
