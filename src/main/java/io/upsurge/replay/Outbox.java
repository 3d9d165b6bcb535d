package io.upsurge.replay;

import io.upsurge.detect.node.NodeStage;
import io.upsurge.detect.node.Partial;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what a node stage says until the fleet stage may hear it. Filled by the thread that works on the source, and handed
 * over by it.
 */
final class Outbox implements NodeStage.Sink {
    private final NodeStage.Sink next;
    private final ReplayListener listener;
    private List<Runnable> waiting = new ArrayList<>();

    Outbox(NodeStage.Sink next, ReplayListener listener) {
        this.next = next;
        this.listener = listener;
    }

    @Override
    public void partial(Partial partial) {
        waiting.add(() -> {
            listener.partial(partial);
            next.partial(partial);
        });
    }

    @Override
    public void snapshot(Workload workload, long windowEndMs) {
        waiting.add(() -> next.snapshot(workload, windowEndMs));
    }

    @Override
    public void mark(String cluster, long closedToMs) {
        waiting.add(() -> next.mark(cluster, closedToMs));
    }

    /** What was said since the last time, to be told by whoever runs it. */
    List<Runnable> take() {
        List<Runnable> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }
}
