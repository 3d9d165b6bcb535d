package io.upsurge.detect.fleet;

import io.upsurge.model.Anomaly.Resolution;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whether one thing that must come again and again still comes, in event time. It turns blind once when nothing came for too
 * long, and sees again with the next word. What happens at which instant follows from the words alone, not from how often one
 * looks.
 */
final class Sight {
    private static final long NEVER = Long.MIN_VALUE;
    /** More words than these are not kept waiting; the oldest of them go. A week of windows. */
    private static final int MAX_WAITING = 10_000;

    private final TreeSet<Long> waiting = new TreeSet<>();
    private long firstMs = NEVER;
    private long lastMs = NEVER;
    private boolean blind;
    private int episode;
    private long blindSinceMs;

    /**
     * How long silence is put up with.
     *
     * @param blindAfterMs after how long it turns blind, milliseconds, whole windows
     * @param forgetAfterMs after how long nothing is expected any more, milliseconds, whole windows
     */
    record Patience(long blindAfterMs, long forgetAfterMs) {}

    /**
     * It turned blind, or is over it.
     *
     * @param resolution why it is over; empty where it turned blind
     * @param episode counts the times it was blind, from 1
     * @param sinceMs since when it is or was blind, milliseconds since 1970-01-01T00:00Z
     * @param atMs when it turned, milliseconds since 1970-01-01T00:00Z
     */
    record Turn(Optional<Resolution> resolution, int episode, long sinceMs, long atMs) {}

    /** There is a word in the window that ends then; of use once that instant has passed. */
    void word(long windowEndMs) {
        waiting.add(windowEndMs);
        if (waiting.size() > MAX_WAITING) {
            waiting.pollFirst();
        }
    }

    /** First word since anything is expected; {@link Long#MAX_VALUE} while nothing is. */
    long firstMs() {
        return firstMs == NEVER ? Long.MAX_VALUE : firstMs;
    }

    /**
     * When something happens next; {@link Long#MAX_VALUE} if nothing will.
     *
     * @param matterFromMs before which it does not matter whether anything comes
     */
    long nextMs(Patience patience, long matterFromMs) {
        long next = waiting.isEmpty() ? Long.MAX_VALUE : waiting.first();
        if (lastMs == NEVER) {
            return next;
        }
        long silent = blind ? Long.MAX_VALUE : Math.max(lastMs + patience.blindAfterMs(), matterFromMs);
        return Math.min(next, Math.min(silent, lastMs + patience.forgetAfterMs()));
    }

    /**
     * Lets happen what {@link #nextMs} announced.
     *
     * @param nextMs what it said
     * @param passedMs up to where time had passed before: a word may come late
     */
    Optional<Turn> step(long nextMs, long passedMs, Patience patience) {
        if (!waiting.isEmpty() && waiting.first() == nextMs) {
            waiting.pollFirst();
            firstMs = firstMs == NEVER ? nextMs : firstMs;
            lastMs = Math.max(lastMs, nextMs);
            long nowMs = Math.max(nextMs, passedMs);
            return blind && lastMs + patience.blindAfterMs() > nowMs
                    ? Optional.of(over(Resolution.RECOVERED, nowMs))
                    : Optional.empty();
        }
        if (nextMs >= lastMs + patience.forgetAfterMs()) {
            firstMs = NEVER;
            lastMs = NEVER;
            return blind ? Optional.of(over(Resolution.EXPIRED, nextMs)) : Optional.empty();
        }
        blind = true;
        episode++;
        blindSinceMs = nextMs;
        return Optional.of(new Turn(Optional.empty(), episode, blindSinceMs, nextMs));
    }

    private Turn over(Resolution resolution, long atMs) {
        blind = false;
        return new Turn(Optional.of(resolution), episode, blindSinceMs, atMs);
    }

    void pack(Packer out) {
        out.number(firstMs).number(lastMs).flag(blind).number(episode).number(blindSinceMs);
        out.number(waiting.size());
        waiting.forEach(out::number);
    }

    static Sight unpack(Unpacker in) {
        Sight sight = new Sight();
        sight.firstMs = in.number();
        sight.lastMs = in.number();
        sight.blind = in.flag();
        sight.episode = (int) in.number();
        sight.blindSinceMs = in.number();
        for (int i = in.count(); i > 0; i--) {
            sight.waiting.add(in.number());
        }
        return sight;
    }
}
