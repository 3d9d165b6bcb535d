package io.upsurge.ingest.scrape;

import io.micrometer.core.instrument.MeterRegistry;
import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.ingest.Outlet;
import io.upsurge.place.Gathered;
import io.upsurge.place.Places;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scrapes targets at their times and writes what they say. When in the interval a target has its turn follows from its
 * address: the load is even, and the same after a restart. A scrape that comes to nothing, or that cannot be written, is left
 * out: counters carry their calls over to the next one.
 */
public final class Scraper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scraper.class);
    private static final int MAX_TARGETS = 10_000;
    private static final Duration DISCOVERY = Duration.ofSeconds(5);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);

    private final ScrapeSettings settings;
    private final List<TargetSource> sources;
    private final Places places;
    private final Outlet outlet;
    private final Consumer<Map<String, Long>> written;
    private final Clock clock;
    private final ScrapeMetrics metrics;
    private final PageFetcher fetcher;
    private final ScheduledThreadPoolExecutor threads;
    private final Map<ScrapeTarget, Turn> turns = new ConcurrentHashMap<>();

    /**
     * A scraper that has not begun.
     *
     * @param settings how to scrape
     * @param sources what to scrape
     * @param places whose series is whose
     * @param outlet where scrapes go; stays open
     * @param written is told up to which instants of which clusters was written, milliseconds since 1970-01-01T00:00Z
     * @param registry takes the metrics
     * @param clock dates the scrapes
     */
    public Scraper(
            ScrapeSettings settings,
            List<TargetSource> sources,
            Places places,
            Outlet outlet,
            Consumer<Map<String, Long>> written,
            MeterRegistry registry,
            Clock clock) {
        this.settings = settings;
        this.sources = List.copyOf(sources);
        this.places = places;
        this.outlet = outlet;
        this.written = written;
        this.clock = clock;
        this.metrics = new ScrapeMetrics(registry);
        this.fetcher = new PageFetcher(settings.timeout(), settings.maxBytes());
        this.threads = new ScheduledThreadPoolExecutor(settings.concurrency() + 1);
        threads.setRemoveOnCancelPolicy(true);
    }

    /** Begins. */
    public void start() {
        metrics.show(
                turns::size,
                () -> turns.values().stream().filter(turn -> turn.up).count());
        var unused = threads.scheduleWithFixedDelay(this::discover, 0, DISCOVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void discover() {
        try {
            Set<ScrapeTarget> present = new HashSet<>();
            sources.forEach(source -> present.addAll(source.targets()));
            for (ScrapeTarget gone : new ArrayList<>(turns.keySet())) {
                if (!present.contains(gone)) {
                    turns.remove(gone).end();
                }
            }
            for (ScrapeTarget target : present) {
                if (turns.size() >= MAX_TARGETS && !turns.containsKey(target)) {
                    LOG.warn("There are more than {} targets; further ones are not scraped", MAX_TARGETS);
                    break;
                }
                turns.computeIfAbsent(target, this::turn);
            }
        } catch (RuntimeException e) {
            LOG.warn("Cannot tell what to scrape, will be tried again", e);
        }
    }

    private Turn turn(ScrapeTarget target) {
        long interval = settings.interval().toMillis();
        long offset = Math.floorMod(target.hash(), interval);
        long delay = Math.floorMod(offset - clock.millis(), interval);
        Turn turn = new Turn(target);
        turn.schedule = threads.scheduleAtFixedRate(turn::run, delay, interval, TimeUnit.MILLISECONDS);
        return turn;
    }

    /** Stops; what is on its way is given up. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** The turns of one target. */
    private final class Turn {
        private final ScrapeTarget target;
        private final TargetPage page;
        private volatile boolean up;
        private volatile boolean ended;
        private volatile ScheduledFuture<?> schedule;
        private String trouble = "";

        Turn(ScrapeTarget target) {
            this.target = target;
            this.page = new TargetPage(target, places);
        }

        void run() {
            long begin = System.nanoTime();
            String outcome = "failed";
            try {
                long at = clock.millis();
                Notes notes = new Notes();
                Gathered gathered = page.read(fetcher.fetch(target.url()), at, notes);
                metrics.read(gathered, notes.refusedCount());
                outcome = "unwritten";
                if (!ended) {
                    write(gathered);
                }
                outcome = "written";
                tell(true, "");
            } catch (IOException | FormatException e) {
                tell(false, String.valueOf(e.getMessage()));
            } catch (ExecutionException | TimeoutException e) {
                tell(true, "cannot be written: " + (e.getCause() == null ? e : e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("Scrape of {} failed", target.url(), e);
                tell(false, e.toString());
            } finally {
                metrics.scraped(outcome, Duration.ofNanos(System.nanoTime() - begin));
            }
        }

        /** Logs what is new alone: a target that stays down is told once. */
        private void tell(boolean isUp, String what) {
            up = isUp;
            if (!what.equals(trouble)) {
                if (what.isEmpty()) {
                    LOG.info("Scrapes of {} are well again", target.url());
                } else {
                    LOG.warn("Scrape of {}: {}", target.url(), what);
                }
            }
            trouble = what;
        }

        /** The target is gone: so are its series. */
        void end() {
            ended = true;
            schedule.cancel(false);
            try {
                write(page.end(clock.millis()));
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("The end of {} is not written", target.url(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void write(Gathered gathered) throws InterruptedException, ExecutionException, TimeoutException {
            if (!gathered.scrapes().isEmpty() || !gathered.facts().isEmpty()) {
                outlet.write(gathered.scrapes(), gathered.facts()).get(WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            }
            written.accept(gathered.latestMs());
        }
    }
}
