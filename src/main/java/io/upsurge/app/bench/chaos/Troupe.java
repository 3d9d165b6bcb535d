package io.upsurge.app.bench.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The instances, and what can be done to them. Instances are numbered from 0. */
final class Troupe implements AutoCloseable {
    private final List<Instance> instances = new ArrayList<>();
    private final Set<Instance> wanted = new HashSet<>();
    private final RandomGenerator random;
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
     * @param random how state is corrupted
     * @param progress told what happens
     */
    Troupe(
            int count,
            Path folder,
            Path file,
            Map<String, String> settings,
            RandomGenerator random,
            Consumer<String> progress) {
        for (int number = 0; number < count; number++) {
            instances.add(new Instance(number, folder, file, settings));
        }
        this.random = random;
        this.progress = progress;
    }

    /** How many there are, running or not. */
    int size() {
        return instances.size();
    }

    /** Starts all of them. */
    void start() {
        instances.forEach(this::start);
    }

    private void start(Instance instance) {
        instance.start();
        wanted.add(instance);
    }

    /** Starts one. */
    void start(int instance) {
        start(instances.get(instance));
    }

    /** Starts one that has ended, with its state deleted. */
    void startWithoutState(int instance) {
        instances.get(instance).state().lose();
        start(instance);
    }

    /** Starts one that has ended, with garbage in its state. */
    void startWithCorruptState(int instance) {
        int files = instances.get(instance).state().corrupt(random);
        progress.accept("corrupted " + files + " files of the state of instance " + (instance + 1));
        start(instance);
    }

    /** Ends one without a chance to say anything. */
    void kill(int instance) {
        wanted.remove(instances.get(instance));
        instances.get(instance).kill();
        kills++;
    }

    /** Asks one to end. */
    void askToStop(int instance) {
        wanted.remove(instances.get(instance));
        instances.get(instance).askToStop();
    }

    /** Waits for the end of one that was asked to, and starts it. */
    void startAfterStop(int instance) {
        awaitStop(instances.get(instance));
        start(instance);
    }

    /** Waits for the end of one that was asked to, and starts it with garbage in its state. */
    void startWithCorruptStateAfterStop(int instance) {
        awaitStop(instances.get(instance));
        startWithCorruptState(instance);
    }

    /** Takes the processor from one. */
    void freeze(int instance) {
        instances.get(instance).freeze();
    }

    /** Gives it back. */
    void thaw(int instance) {
        instances.get(instance).thaw();
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
        instances.forEach(Instance::close);
    }
}
