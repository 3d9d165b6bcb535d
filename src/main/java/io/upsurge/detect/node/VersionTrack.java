package io.upsurge.detect.node;

import io.upsurge.detect.Counters;
import io.upsurge.detect.Counters.Event;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;

/**
 * Which version a container runs and whether it is settled, from roll-out facts and counter resets, each in the order of
 * event time.
 *
 * <p>A reset without a fact and a fact without a reset both leave the container {@link Phase#PENDING}: until the other one
 * comes, or, after a while, without it. Clocks of nodes and of the metric source may differ by the grace: a fact and a reset
 * that close belong together.
 */
final class VersionTrack {
    private enum Mode {
        SETTLED,
        WARMING,
        AWAITING_FACT,
        AWAITING_RESET
    }

    private final EngineSettings settings;
    private Version version = Version.UNKNOWN;
    private String versionId = Version.UNKNOWN.id();
    private String zone = "";
    private long sinceMs;
    private long restartedMs;
    private long restartFactMs;
    private Mode mode = Mode.SETTLED;
    /** Until when the present mode lasts; for WARMING the end of the warm-up. */
    private long untilMs;

    VersionTrack(EngineSettings settings) {
        this.settings = settings;
    }

    String versionId() {
        return versionId;
    }

    /** The last zone that a fact told; empty before. */
    String zone() {
        return zone;
    }

    long sinceMs() {
        return sinceMs;
    }

    long restartedMs() {
        return restartedMs;
    }

    /** Before which instant another phase was on: what began earlier does not count for the present one. */
    long phaseSinceMs() {
        return mode == Mode.SETTLED ? untilMs : 0;
    }

    /** The phase of an interval that begins at {@code fromMs} and ends at {@code toMs}; moves on where a mode has ended. */
    Phase phaseOf(long fromMs, long toMs, Counters counters) {
        if (mode == Mode.AWAITING_FACT && toMs >= untilMs) {
            counters.count(Event.UNEXPLAINED_RESET);
            warm(restartedMs);
        } else if (mode == Mode.AWAITING_RESET && toMs >= untilMs) {
            warm(sinceMs);
        }
        if (mode == Mode.WARMING && fromMs >= untilMs) {
            mode = Mode.SETTLED;
        }
        return switch (mode) {
            case SETTLED -> Phase.STEADY;
            case WARMING -> Phase.WARMING;
            case AWAITING_FACT, AWAITING_RESET -> Phase.PENDING;
        };
    }

    /** The first scrape ever of this container: its start is known, or long ago. */
    void onFirstScrape(long startMs) {
        if (startMs > 0 && mode != Mode.AWAITING_RESET) {
            warm(startMs);
        }
    }

    /** A reset between two scrapes. */
    void onReset(long lastScrapeMs, long scrapeMs, long startMs) {
        long at = scrapeMs;
        for (long known : new long[] {restartFactMs, startMs}) {
            at = known > lastScrapeMs && known <= scrapeMs ? known : at;
        }
        boolean explained = mode == Mode.AWAITING_RESET
                || (restartFactMs > lastScrapeMs - settings.graceMs() && restartFactMs <= scrapeMs);
        restartedMs = at;
        if (explained) {
            warm(at);
        } else {
            mode = Mode.AWAITING_FACT;
            untilMs = scrapeMs + settings.pendingMs();
        }
    }

    /** A fact in its turn. {@code scraped} says whether the container was ever scraped before it. */
    void onFact(RolloutFact fact, boolean scraped) {
        locate(fact);
        restartFactMs = Math.max(restartFactMs, fact.sinceMs());
        if (versionId.equals(Version.UNKNOWN.id()) && !scraped) {
            adopt(fact);
            warm(fact.sinceMs());
        } else if (version.agreesWith(fact.version()) && !version.equals(Version.UNKNOWN)) {
            if (mode == Mode.AWAITING_FACT && closeToRestart(fact)) {
                warm(restartedMs);
            }
        } else {
            change(fact);
        }
    }

    /**
     * A fact after its time: earlier windows were attributed without it.
     *
     * @return how many windows were attributed to a version the node no longer ran
     */
    int onLateFact(RolloutFact fact, long firstScrapeMs, long processedToMs, Counters counters) {
        locate(fact);
        boolean unknown = version.equals(Version.UNKNOWN);
        if (unknown && fact.sinceMs() <= firstScrapeMs) {
            adopt(fact);
            return 0;
        }
        if (!unknown && version.agreesWith(fact.version())) {
            restartFactMs = Math.max(restartFactMs, fact.sinceMs());
            if (mode == Mode.AWAITING_FACT && closeToRestart(fact)) {
                counters.count(Event.LATE_FACT);
                warm(restartedMs);
            }
            return 0;
        }
        if (fact.sinceMs() <= sinceMs) {
            return 0;
        }
        counters.count(Event.LATE_FACT);
        restartFactMs = Math.max(restartFactMs, fact.sinceMs());
        boolean wasPending = mode == Mode.AWAITING_FACT;
        change(fact);
        return wasPending ? 0 : windowsBetween(fact.sinceMs(), processedToMs);
    }

    private int windowsBetween(long fromMs, long toMs) {
        long windows = Math.floorDiv(toMs, settings.windowMs()) - Math.floorDiv(fromMs, settings.windowMs());
        return (int) Math.max(0, windows);
    }

    private boolean closeToRestart(RolloutFact fact) {
        return fact.sinceMs() >= restartedMs - settings.pendingMs()
                && fact.sinceMs() <= restartedMs + settings.graceMs();
    }

    private void locate(RolloutFact fact) {
        zone = fact.zone().isEmpty() ? zone : fact.zone();
    }

    private void adopt(RolloutFact fact) {
        version = fact.version();
        versionId = version.id();
        sinceMs = fact.sinceMs();
    }

    private void change(RolloutFact fact) {
        adopt(fact);
        // A restart that waits for a fact takes one that dates it somewhat late, such as from when a source saw it
        // first.
        long apartMs = mode == Mode.AWAITING_FACT ? settings.pendingMs() : settings.graceMs();
        if (restartedMs > 0 && restartedMs >= fact.sinceMs() - apartMs) {
            warm(Math.max(restartedMs, fact.sinceMs()));
        } else {
            mode = Mode.AWAITING_RESET;
            untilMs = fact.sinceMs() + settings.awaitResetMs();
        }
    }

    private void warm(long startedMs) {
        restartedMs = startedMs;
        mode = Mode.WARMING;
        untilMs = startedMs + settings.warmUpMs();
    }

    void pack(Packer out) {
        out.name(version.image()).name(version.tag()).name(version.digest()).name(version.revision());
        out.number(sinceMs).number(restartedMs).number(restartFactMs);
        out.number(mode.ordinal()).number(untilMs).name(zone);
    }

    void unpack(Unpacker in) {
        version = new Version(in.name(), in.name(), in.name(), in.name());
        versionId = version.id();
        sinceMs = in.number();
        restartedMs = in.number();
        restartFactMs = in.number();
        mode = Mode.values()[(int) in.number()];
        untilMs = in.number();
        zone = in.name();
    }
}
