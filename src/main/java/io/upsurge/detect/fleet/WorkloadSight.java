package io.upsurge.detect.fleet;

import io.upsurge.detect.fleet.Sight.Patience;
import io.upsurge.detect.fleet.Sight.Turn;
import io.upsurge.model.Workload;
import io.upsurge.pack.FormatException;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.function.BiConsumer;

/** Whether a workload is still seen: scraped, and told of by snapshots once there were some. */
public final class WorkloadSight {
    private static final int FORMAT = 1;

    private final Workload workload;
    private final Sight samples;
    private final Sight rollouts;
    private long passedMs = Long.MIN_VALUE;

    /** What may be missing. */
    enum Missing {
        /** No node of the workload is scraped. */
        SAMPLES,
        /** No snapshot says what its nodes run. */
        ROLLOUTS
    }

    WorkloadSight(Workload workload) {
        this(workload, new Sight(), new Sight());
    }

    private WorkloadSight(Workload workload, Sight samples, Sight rollouts) {
        this.workload = workload;
        this.samples = samples;
        this.rollouts = rollouts;
    }

    Workload workload() {
        return workload;
    }

    /** A node was scraped in the window that ends then. */
    void scraped(long windowEndMs) {
        samples.word(windowEndMs);
    }

    /** A snapshot was taken in the window that ends then. */
    void told(long windowEndMs) {
        rollouts.word(windowEndMs);
    }

    /**
     * Time has passed. A workload that was never scraped misses no snapshot: nobody watches it.
     *
     * @param toMs up to where, inclusive
     * @param turns what happened, in the order of time
     */
    void advance(long toMs, Patience patience, BiConsumer<Missing, Turn> turns) {
        while (true) {
            long sample = samples.nextMs(patience, Long.MIN_VALUE);
            long rollout = rollouts.nextMs(patience, samples.firstMs());
            if (Math.min(sample, rollout) > toMs) {
                break;
            }
            if (sample <= rollout) {
                samples.step(sample, passedMs, patience).ifPresent(turn -> turns.accept(Missing.SAMPLES, turn));
            } else {
                rollouts.step(rollout, passedMs, patience).ifPresent(turn -> turns.accept(Missing.ROLLOUTS, turn));
            }
        }
        passedMs = Math.max(passedMs, toMs);
    }

    /** Writes everything down. */
    public byte[] pack() {
        Packer out = new Packer().number(FORMAT);
        out.text(workload.cluster()).text(workload.namespace());
        out.text(workload.daemonset()).text(workload.container()).number(passedMs);
        samples.pack(out);
        rollouts.pack(out);
        return out.toBytes();
    }

    /**
     * Reads what {@link #pack} wrote.
     *
     * @throws FormatException if another release with another format wrote it
     */
    public static WorkloadSight unpack(byte[] bytes) {
        Unpacker in = new Unpacker(bytes).format("the sight of a workload", FORMAT);
        Workload workload = new Workload(in.text(), in.text(), in.text(), in.text());
        long passedMs = in.number();
        WorkloadSight sight = new WorkloadSight(workload, Sight.unpack(in), Sight.unpack(in));
        sight.passedMs = passedMs;
        return sight;
    }
}
