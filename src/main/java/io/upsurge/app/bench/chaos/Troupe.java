package io.upsurge.app.bench.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The instances and the broker, and how a fault is done to them and undone. */
final class Troupe implements AutoCloseable {
    private final List<Instance> instances = new ArrayList<>();
    private final Set<Instance> wanted = new HashSet<>();
    private final ProcessHandle broker;
    private final Consumer<String> progress;
    private int kills;
    private int slowStops;
    private int endedByThemselves;

    /**
     * Instances that do not run yet.
     *
     * @param count how many
     * @param folder for their state and what they say
     * @param file configuration of each
     * @param settings what replaces keys of the file
     * @param broker the broker's process
     * @param progress told what happens
     */
    Troupe(
            int count,
            Path folder,
            Path file,
            Map<String, String> settings,
            ProcessHandle broker,
            Consumer<String> progress) {
        for (int number = 0; number < count; number++) {
            instances.add(new Instance(number, folder, file, settings));
        }
        this.broker = broker;
        this.progress = progress;
    }

    /** Starts all of them. */
    void start() {
        instances.forEach(this::start);
    }

    private void start(Instance instance) {
        instance.start();
        wanted.add(instance);
    }

    /** Does it. */
    void begin(Fault fault) {
        progress.accept(fault.toString());
        switch (fault.kind()) {
            case NOTHING -> {}
            case KILL, KILL_AND_LOSE -> kill(of(fault));
            case KILL_ALL -> instances.forEach(this::kill);
            case STOP -> {
                wanted.remove(of(fault));
                of(fault).askToStop();
            }
            case ZOMBIE, NAP -> of(fault).freeze();
            case BROKER_PAUSE -> Signals.freeze(broker);
        }
    }

    /** Undoes it. */
    void end(Fault fault) {
        switch (fault.kind()) {
            case NOTHING -> {}
            case KILL -> start(of(fault));
            case KILL_AND_LOSE -> {
                of(fault).loseState();
                start(of(fault));
            }
            case KILL_ALL -> instances.forEach(this::start);
            case STOP -> {
                awaitStop(of(fault));
                start(of(fault));
            }
            case ZOMBIE, NAP -> of(fault).thaw();
            case BROKER_PAUSE -> Signals.thaw(broker);
        }
    }

    private Instance of(Fault fault) {
        return instances.get(fault.instance());
    }

    private void kill(Instance instance) {
        wanted.remove(instance);
        instance.kill();
        kills++;
    }

    private void awaitStop(Instance instance) {
        if (!instance.awaitStop()) {
            slowStops++;
            progress.accept("an instance did not stop in time, or not in order: status " + instance.status());
        }
    }

    /** Starts again, as Kubernetes would, what has ended although nothing was done to it. */
    void revive() {
        for (Instance instance : instances) {
            if (wanted.contains(instance) && !instance.isAlive()) {
                endedByThemselves++;
                progress.accept("instance " + (instances.indexOf(instance) + 1) + " ended by itself with status "
                        + instance.status());
                instance.start();
            }
        }
    }

    /** Ends all of them in order. */
    void stop() {
        wanted.clear();
        instances.forEach(Instance::askToStop);
        instances.forEach(this::awaitStop);
    }

    /** Instances that were killed. */
    int kills() {
        return kills;
    }

    /** Starts beyond the first of each instance. */
    int restarts() {
        return instances.stream().mapToInt(Instance::starts).sum() - instances.size();
    }

    /** Instances that did not end in time, or with an error, when they were asked to. */
    int slowStops() {
        return slowStops;
    }

    /** Instances that ended although nothing was done to them. */
    int endedByThemselves() {
        return endedByThemselves;
    }

    /** Ends whatever still runs, at once. May be called from another thread. */
    @Override
    public void close() {
        Signals.thaw(broker);
        instances.forEach(Instance::close);
    }
}
