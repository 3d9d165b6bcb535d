package io.upsurge.app.bench;

import io.upsurge.app.bench.LogSizes.Kind;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;

/** Measures one fleet: first what waits in the topics, then scrapes at their pace, then two restarts. */
final class SizingBench {
    private final String bootstrapServers;
    private final String registryUrl;
    private final Path folder;
    private final Consumer<String> progress;

    /**
     * A bench.
     *
     * @param bootstrapServers the broker
     * @param registryUrl the schema registry
     * @param folder for the process and its state
     * @param progress told what is going on
     */
    SizingBench(String bootstrapServers, String registryUrl, Path folder, Consumer<String> progress) {
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
        this.folder = folder;
        this.progress = progress;
    }

    /** Readings at an instant. */
    private record Mark(double cpuSeconds, Map<Kind, Long> sizes) {
        static Mark of(SizedProcess process, LogSizes sizes) {
            return new Mark(process.cpuSeconds(), sizes.now());
        }
    }

    SizingFigures run(SizingPlan plan) {
        int nodes = plan.fleet().nodes();
        String name = "bench-" + nodes + "-nodes";
        Path state = folder.resolve(name);
        BenchFleet fleet = new BenchFleet(plan.fleet(), plan.intervalSeconds() * 1_000L);
        BenchTopics topics = new BenchTopics(plan.fleet(), bootstrapServers, registryUrl, state);
        Map<String, String> settings = new HashMap<>(topics.settings());
        settings.put("pipeline.application-id", name);
        settings.put("engine.scrape-interval", plan.intervalSeconds() + "s");
        EngineSettings engine = ConfigLoader.shipped(settings).engine();
        topics.create();
        progress.accept(String.format(
                Locale.ROOT,
                "%,d nodes: %,d samples wait, %,d come",
                nodes,
                plan.historySamples(),
                plan.liveSamples()));
        try (Admin admin = Admin.create(new HashMap<>(topics.config().kafka()))) {
            LogSizes sizes = new LogSizes(admin, name);
            double[] caughtUp = new double[1];
            Mark[] begin = new Mark[1];
            Mark end;
            long heap;
            long resident;
            try (SizedProcess process = start(plan, settings)) {
                topics.write(sink -> fleet.generate(new Paced(sink, fleet.scrapeMs(plan.history()), () -> {
                    caughtUp[0] = process.awaitClosed(closable(fleet, plan.history(), engine));
                    progress.accept(String.format(Locale.ROOT, "caught up after %.1f s", caughtUp[0]));
                    begin[0] = Mark.of(process, sizes);
                })));
                process.awaitClosed(closable(fleet, plan.fleet().scrapes(), engine));
                end = Mark.of(process, sizes);
                resident = process.residentBytes();
                heap = process.liveHeapBytes();
            }
            progress.accept("starting again, with state and without");
            double restarted = ready(plan, settings);
            delete(state);
            double restored = ready(plan, settings);
            return new SizingFigures(
                    plan,
                    caughtUp[0],
                    end.cpuSeconds() - begin[0].cpuSeconds(),
                    heap,
                    resident,
                    begin[0].sizes(),
                    difference(begin[0].sizes(), end.sizes()),
                    restarted,
                    restored,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    /** End of the last window that can be closed once every node was scraped so often. */
    private static long closable(BenchFleet fleet, int scrapes, EngineSettings engine) {
        return Window.holding(fleet.scrapeMs(scrapes) - 1 - engine.graceMs(), engine.windowMs())
                .startMs();
    }

    private SizedProcess start(SizingPlan plan, Map<String, String> settings) {
        return SizedProcess.start(folder, plan.heapMebibytes(), settings);
    }

    private double ready(SizingPlan plan, Map<String, String> settings) {
        try (SizedProcess process = start(plan, settings)) {
            return process.awaitReady();
        }
    }

    private static Map<Kind, Long> difference(Map<Kind, Long> before, Map<Kind, Long> after) {
        Map<Kind, Long> grown = new EnumMap<>(Kind.class);
        after.forEach((kind, bytes) -> grown.put(kind, bytes - before.getOrDefault(kind, 0L)));
        return grown;
    }

    /** There is none where state is on the heap alone. */
    private static void delete(Path state) {
        try {
            Utils.delete(state.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + state + ": " + e.getMessage(), e);
        }
    }

    /** Passes on at once what happens before an instant, and from there on everything when its time has come. */
    private static final class Paced implements BenchFleet.Sink {
        private final BenchFleet.Sink next;
        private final long fromMs;
        private final Runnable atThatInstant;
        private long beganNs;

        Paced(BenchFleet.Sink next, long fromMs, Runnable atThatInstant) {
            this.next = next;
            this.fromMs = fromMs;
            this.atThatInstant = atThatInstant;
        }

        @Override
        public void sample(SampleRecord sample) {
            if (sample instanceof Heartbeat heartbeat && heartbeat.end()) {
                return; // the fleet goes on
            }
            if (sample.timeMs() >= fromMs) {
                if (beganNs == 0) {
                    atThatInstant.run();
                    beganNs = System.nanoTime();
                }
                long dueNs = beganNs + (sample.timeMs() - fromMs) * 1_000_000;
                for (long wait = dueNs - System.nanoTime(); wait > 0; wait = dueNs - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
            }
            next.sample(sample);
        }

        @Override
        public void fact(RolloutFact fact) {
            next.fact(fact);
        }
    }
}
