package io.upsurge.stream;

import io.upsurge.detect.node.ClusterClock;
import io.upsurge.detect.node.NodeStage;
import io.upsurge.detect.node.NodeTracker;
import io.upsurge.detect.node.Partial;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.Workload;
import io.upsurge.stream.FleetMessage.Mark;
import io.upsurge.stream.FleetMessage.Rows;
import io.upsurge.stream.FleetMessage.Silence;
import io.upsurge.stream.FleetMessage.Snapshot;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Stage one for one source partition; see {@link NodeStage}.
 *
 * <ul>
 *   <li>Key: {@code cluster/node} in, workload (rows) or cluster (marks) out.
 *   <li>Clock: event time per cluster, in the store of clocks. The wall clock only finds sources that fell silent.
 *   <li>Late rule: a scrape behind the watermark is counted and dropped; a late fact corrects the node from now on.
 *   <li>Restart: state comes back from the changelog as of the last commit, with the input from there on. What
 *       cannot be read ends the task before it begins.
 * </ul>
 */
final class NodeProcessor implements Processor<byte[], Guarded, String, FleetMessage>, NodeStage.Sink {
    private final TopologySettings settings;
    private final TopologyListener listener;
    private ProcessorContext<String, FleetMessage> context;
    private NodeStage stage;
    private SilenceWatch watch;
    private int source;

    NodeProcessor(TopologySettings settings, TopologyListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<String, FleetMessage> processorContext) {
        context = processorContext;
        source = processorContext.taskId().partition();
        WriteBehindStore<NodeTracker> nodes = processorContext.getStateStore(Stores.NODES);
        WriteBehindStore<ClusterClock> clocks = processorContext.getStateStore(Stores.CLOCKS);
        nodes.check();
        clocks.check();
        stage = new NodeStage(
                source,
                new SignalCatalog(settings.signals()),
                settings.engine(),
                nodes,
                clocks,
                this,
                new Meter(processorContext.metrics(), processorContext.taskId().toString(), listener));
        watch = new SilenceWatch(
                settings.idleAfterMs(), settings.engine().graceMs(), processorContext.currentSystemTimeMs());
        if (settings.idleAfterMs() > 0) {
            processorContext.schedule(watch.lookEvery(), PunctuationType.WALL_CLOCK_TIME, this::tellSilence);
        }
    }

    @Override
    public void process(Record<byte[], Guarded> record) {
        if (record.value() instanceof Guarded.Sample sample) {
            watch.heard(sample.sample().cluster(), sample.sample().timeMs(), context.currentSystemTimeMs());
            stage.on(sample.sample());
        } else if (record.value() instanceof Guarded.Fact fact) {
            stage.on(fact.fact());
        }
    }

    private void tellSilence(long nowMs) {
        watch.check(nowMs).ifPresent(heardOf -> context.forward(new Record<>("", new Silence(source, heardOf), nowMs)));
    }

    @Override
    public void partial(Partial partial) {
        context.forward(new Record<>(partial.workload().key(), new Rows(partial), partial.windowEndMs()));
    }

    @Override
    public void snapshot(Workload workload, long windowEndMs) {
        context.forward(new Record<>(workload.key(), new Snapshot(workload, windowEndMs), windowEndMs));
    }

    @Override
    public void mark(String cluster, long closedToMs) {
        context.forward(new Record<>(cluster, new Mark(cluster, source, closedToMs), closedToMs));
    }
}
