package io.upsurge.app.bench.chaos;

import io.upsurge.app.bench.broker.BrokerProcess;
import io.upsurge.app.bench.chaos.Oracle.Truth;
import io.upsurge.model.Anomaly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** One run: starts everything, writes the season, does the faults, and compares at the end. */
final class ChaosRun {
    private static final int BROKER_HEAP = 512;
    private static final long START_WITHIN_MS = 180_000;

    private final ChaosPlan plan;
    private final Path folder;
    private final Consumer<String> progress;

    /**
     * A run.
     *
     * @param plan what is done
     * @param folder for state, and for what the instances say; kept by the caller
     * @param progress told what happens
     */
    ChaosRun(ChaosPlan plan, Path folder, Consumer<String> progress) {
        this.plan = plan;
        this.folder = folder;
        this.progress = progress;
    }

    /** Something done at an instant of the run. */
    private record Step(long atMs, Runnable action) {}

    /**
     * Runs.
     *
     * @throws IOException if the folder cannot be used
     */
    ChaosReport run() throws IOException {
        Season season = new Season(plan);
        FaultPlan faults = FaultPlan.of(plan);
        FreePorts ports = new FreePorts();
        try (BrokerProcess broker = BrokerProcess.start(BROKER_HEAP, folder.resolve("broker"), ports.next());
                Registry registry = Registry.start(ports.next());
                Receiver receiver = Receiver.start(ports.next(), plan.seed())) {
            Path file = ConfigFile.write(folder, receiver.url());
            ChaosTopics topics = new ChaosTopics(plan, file, broker.bootstrapServers(), registry.url());
            topics.create();
            Random random = new Random(plan.seed());
            try (Troupe troupe =
                            new Troupe(plan.cast().instances(), folder, file, topics.settings(), random, progress);
                    Observer observer = new Observer(topics, season.workloads())) {
                Stage stage = new Stage(troupe, broker, registry, receiver, progress);
                Thread last = new Thread(stage::end, "chaos-end");
                Runtime.getRuntime().addShutdownHook(last);
                try {
                    return run(season, faults, topics, stage, observer);
                } finally {
                    Runtime.getRuntime().removeShutdownHook(last);
                    Signals.thaw(broker.handle());
                }
            }
        }
    }

    private ChaosReport run(Season season, FaultPlan faults, ChaosTopics topics, Stage stage, Observer observer)
            throws IOException {
        Troupe troupe = stage.troupe();
        Receiver receiver = stage.receiver();
        troupe.start();
        try (Admin admin = topics.admin()) {
            progress.accept("waiting for " + plan.cast().instances() + " instances to work");
            Standing standing = new Standing(topics, admin);
            await(
                    START_WITHIN_MS,
                    "the instances do not work",
                    observer,
                    troupe,
                    () -> standing.isWorking(plan.cast().instances()));
            Feeder feeder = new Feeder(topics, season, plan.seconds() * 1_000L);
            Thread feeding = new Thread(feeder, "chaos-feeder");
            feeding.setDaemon(true);
            feeding.start();
            long begin = System.nanoTime();
            for (Step step : steps(faults, stage, observer, feeder)) {
                while ((System.nanoTime() - begin) / 1_000_000 < step.atMs()) {
                    observer.poll();
                    troupe.revive();
                    feeder.done();
                }
                step.action().run();
            }
            await(
                    plan.seconds() * 1_000L + plan.patienceMs(),
                    "the season is not over",
                    observer,
                    troupe,
                    feeder::done);
            Truth truth = new Oracle(topics, folder).truth();
            progress.accept(
                    truth.rates().size() + " rates and " + truth.anomalies().size()
                            + " changes of anomalies must come; " + observer.rates() + " and " + observer.anomalies()
                            + " have come");
            awaitResults(standing, truth, observer, troupe);
            Map<String, Anomaly> toBeTold = Deliveries.toBeTold(
                    truth.anomalies(), topics.config().alerts().sinks().get(0).routing());
            awaitDeliveries(toBeTold, receiver, observer, troupe);
            troupe.stop();
            await(plan.patienceMs(), "a transaction stays open", observer, troupe, standing::nothingIsOpen);
            observer.poll();
            return ChaosReport.of(
                    plan,
                    season,
                    feeder.records(),
                    truth,
                    troupe,
                    observer,
                    Findings.of(topics, truth),
                    Deliveries.of(toBeTold, receiver.requests()));
        }
    }

    private List<Step> steps(FaultPlan faults, Stage stage, Observer observer, Feeder feeder) {
        List<Step> steps = new ArrayList<>();
        for (Fault fault : faults.faults()) {
            steps.add(new Step(fault.atMs(), () -> {
                observer.watch(fault, feeder.reachedMs());
                progress.accept(fault.toString());
                fault.begin(stage);
            }));
            steps.add(new Step(fault.endMs(), () -> fault.end(stage)));
        }
        steps.sort(Comparator.comparingLong(Step::atMs));
        return steps;
    }

    /** Until as much has come as must come and all inputs are worked through, or nothing comes any more. */
    private void awaitResults(Standing standing, Truth truth, Observer observer, Troupe troupe) {
        boolean enough = false;
        while (!enough && observer.silentMs() < plan.patienceMs()) {
            observer.poll();
            troupe.revive();
            enough = observer.rates() >= truth.rates().size()
                    && observer.anomalies() >= truth.anomalies().size()
                    && standing.inputsAreWorkedThrough();
        }
        if (!enough) {
            progress.accept("nothing has come for " + plan.patienceMs() / 1_000 + " s; giving up");
        }
    }

    /** Until every change that must be told was taken, or it takes too long. */
    private void awaitDeliveries(Map<String, Anomaly> toBeTold, Receiver receiver, Observer observer, Troupe troupe) {
        long begin = System.nanoTime();
        while (Deliveries.of(toBeTold, receiver.requests()).missing() > 0
                && (System.nanoTime() - begin) / 1_000_000 < plan.patienceMs()) {
            observer.poll();
            troupe.revive();
        }
    }

    private void await(long withinMs, String otherwise, Observer observer, Troupe troupe, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if ((System.nanoTime() - begin) / 1_000_000 > withinMs) {
                throw new IllegalStateException(
                        otherwise + " after " + withinMs / 1_000 + " s; what the instances said is in " + folder);
            }
            observer.poll();
            troupe.revive();
        }
    }
}
