package io.upsurge.app.bench.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Plays all runs of all cells, several at a time, and scores them. The scores do not depend on the number of threads. */
final class DetectionBench {
    private final BiFunction<Cell, Integer, RunResult> play;
    private final double multiple;
    private final int threads;

    /**
     * A benchmark.
     *
     * @param play plays one run of a cell, by several threads at a time
     * @param multiple from which effect on something must be said
     * @param threads number of threads
     */
    DetectionBench(BiFunction<Cell, Integer, RunResult> play, double multiple, int threads) {
        this.play = play;
        this.multiple = multiple;
        this.threads = threads;
    }

    private record Task(Cell cell, int run) {}

    /**
     * Plays what is not finished yet.
     *
     * @param cells the cells
     * @param log finished runs, kept as they come
     * @param eta told of the work that is done
     * @throws InterruptedException if the waiting thread is interrupted
     */
    List<CellScore> run(List<Cell> cells, RunLog log, Eta eta) throws InterruptedException {
        Map<String, List<RunResult>> results = new HashMap<>();
        Set<String> done = new HashSet<>();
        for (RunResult run : log.finished()) {
            if (done.add(run.cell() + '\n' + run.run())) {
                results.computeIfAbsent(run.cell(), c -> new ArrayList<>()).add(run);
            }
        }
        List<Task> tasks = new ArrayList<>();
        long work = 0;
        for (Cell cell : cells) {
            for (int run = 0; run < cell.runs(); run++) {
                if (!done.contains(cell.name() + '\n' + run)) {
                    tasks.add(new Task(cell, run));
                    work += cell.plan().samples();
                }
            }
        }
        eta.begin(work);
        play(tasks, results, log, eta);
        return cells.stream()
                .map(cell -> CellScore.of(cell, multiple, runsOf(cell, results), baseOf(cell, cells, results)))
                .toList();
    }

    private static List<RunResult> runsOf(Cell cell, Map<String, List<RunResult>> results) {
        return results.getOrDefault(cell.name(), List.of()).stream()
                .filter(run -> run.run() < cell.runs())
                .sorted(Comparator.comparingInt(RunResult::run))
                .toList();
    }

    private static List<RunResult> baseOf(Cell cell, List<Cell> cells, Map<String, List<RunResult>> results) {
        return cells.stream()
                .filter(other ->
                        other.name().equals(cell.stream()) && !other.name().equals(cell.name()))
                .findFirst()
                .map(base -> runsOf(base, results))
                .orElse(List.of());
    }

    private void play(List<Task> tasks, Map<String, List<RunResult>> results, RunLog log, Eta eta)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> workers = new ArrayList<>();
        try {
            for (int thread = 0; thread < threads; thread++) {
                workers.add(pool.submit(() -> {
                    for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
                        Task task = tasks.get(i);
                        RunResult result = play.apply(task.cell, task.run);
                        synchronized (results) {
                            results.computeIfAbsent(task.cell.name(), c -> new ArrayList<>())
                                    .add(result);
                            log.add(result);
                            if (eta.done(task.cell.plan().samples(), task.cell.name())) {
                                log.flush();
                            }
                        }
                    }
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
            log.flush();
        }
    }
}
