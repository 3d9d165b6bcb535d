package io.upsurge.app.bench.chaos;

import io.upsurge.app.bench.broker.BrokerProcess;
import io.upsurge.app.bench.chaos.ChaosTopics.Isolation;
import io.upsurge.app.bench.chaos.Oracle.Truth;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.embedded.DevRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

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
        try (BrokerProcess broker = BrokerProcess.start(BROKER_HEAP);
                DevRegistry registry = DevRegistry.start(0)) {
            ChaosTopics topics = new ChaosTopics(plan, broker.bootstrapServers(), registry.url());
            topics.create();
            try (Troupe troupe =
                            new Troupe(plan.instances(), folder, topics.settings(), broker.handle(), progress);
                    Observer observer = new Observer(topics, season.workloads())) {
                Thread last = new Thread(troupe::close, "chaos-end");
                Runtime.getRuntime().addShutdownHook(last);
                try {
                    return run(season, faults, topics, troupe, observer);
                } finally {
                    Runtime.getRuntime().removeShutdownHook(last);
                }
            }
        }
    }

    private ChaosReport run(
            Season season, FaultPlan faults, ChaosTopics topics, Troupe troupe, Observer observer)
            throws IOException {
        troupe.start();
        try (Admin admin = topics.admin()) {
            progress.accept("waiting for " + plan.instances() + " instances to work");
            await(START_WITHIN_MS, "the instances do not work", observer, troupe, () -> isWorking(topics, admin));
            Feeder feeder = new Feeder(topics, season, plan.seconds() * 1_000L);
            Thread feeding = new Thread(feeder, "chaos-feeder");
            feeding.setDaemon(true);
            feeding.start();
            long begin = System.nanoTime();
            for (Step step : steps(faults, troupe, observer, feeder)) {
                while ((System.nanoTime() - begin) / 1_000_000 < step.atMs()) {
                    observer.poll();
                    troupe.revive();
                    feeder.done();
                }
                step.action().run();
            }
            await(plan.seconds() * 1_000L + plan.patienceMs(), "the season is not over", observer, troupe, feeder::done);
            Truth truth = new Oracle(topics, folder).truth();
            progress.accept(truth.rates().size() + " rates and " + truth.anomalies().size()
                    + " changes of anomalies must come; " + observer.rates() + " and " + observer.anomalies()
                    + " have come");
            awaitResults(topics, admin, truth, observer, troupe);
            troupe.stop();
            await(
                    plan.patienceMs(),
                    "a transaction stays open",
                    observer,
                    troupe,
                    () -> nothingIsOpen(topics));
            observer.poll();
            return ChaosReport.of(plan, season, feeder.records(), truth, troupe, observer, Findings.of(topics, truth));
        }
    }

    private static List<Step> steps(FaultPlan faults, Troupe troupe, Observer observer, Feeder feeder) {
        List<Step> steps = new ArrayList<>();
        for (Fault fault : faults.faults()) {
            steps.add(new Step(fault.atMs(), () -> {
                observer.watch(fault, feeder.reachedMs());
                troupe.begin(fault);
            }));
            steps.add(new Step(fault.endMs(), () -> troupe.end(fault)));
        }
        steps.sort(Comparator.comparingLong(Step::atMs));
        return steps;
    }

    /** Until as much has come as must come and all inputs are worked through, or nothing comes any more. */
    private void awaitResults(ChaosTopics topics, Admin admin, Truth truth, Observer observer, Troupe troupe) {
        boolean enough = false;
        while (!enough && observer.silentMs() < plan.patienceMs()) {
            observer.poll();
            troupe.revive();
            enough = observer.rates() >= truth.rates().size()
                    && observer.anomalies() >= truth.anomalies().size()
                    && inputsAreWorkedThrough(topics, admin);
        }
        if (!enough) {
            progress.accept("nothing has come for " + plan.patienceMs() / 1_000 + " s; giving up");
        }
    }

    private void await(
            long withinMs, String otherwise, Observer observer, Troupe troupe, BooleanSupplier condition) {
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

    private boolean isWorking(ChaosTopics topics, Admin admin) {
        String group = topics.config().pipeline().applicationId();
        try {
            ConsumerGroupDescription found = admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get();
            return found.groupState() == GroupState.STABLE && found.members().size() >= plan.instances();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static boolean inputsAreWorkedThrough(ChaosTopics topics, Admin admin) {
        UpsurgeConfig.Topics names = topics.config().topics();
        Map<TopicPartition, Long> ends =
                topics.ends(Isolation.READ_UNCOMMITTED, topics.partitions(names.samples(), names.rollouts()));
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                            topics.config().pipeline().applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream().allMatch(end -> end.getValue() == 0 || done(committed, end));
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static boolean done(
            Map<TopicPartition, OffsetAndMetadata> committed, Map.Entry<TopicPartition, Long> end) {
        OffsetAndMetadata at = committed.get(end.getKey());
        return at != null && at.offset() >= end.getValue();
    }

    private static boolean nothingIsOpen(ChaosTopics topics) {
        UpsurgeConfig.Topics names = topics.config().topics();
        List<TopicPartition> partitions =
                topics.partitions(names.versionRates(), names.anomalies(), names.anomaliesOpen(), names.deadLetters());
        return topics.ends(Isolation.READ_COMMITTED, partitions)
                .equals(topics.ends(Isolation.READ_UNCOMMITTED, partitions));
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }
}
