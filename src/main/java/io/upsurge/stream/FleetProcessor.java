package io.upsurge.stream;

import io.upsurge.detect.fleet.ClusterMarks;
import io.upsurge.detect.fleet.FleetStage;
import io.upsurge.detect.fleet.FleetStates;
import io.upsurge.detect.rule.Assessment;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.Anomaly;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.stream.FleetMessage.Mark;
import io.upsurge.stream.FleetMessage.Rows;
import io.upsurge.stream.FleetMessage.Silence;
import io.upsurge.stream.FleetMessage.Snapshot;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Stage two for the workloads of one partition; see {@link FleetStage}.
 *
 * <ul>
 *   <li>Key: workload or cluster in; key of the rate or id of the anomaly out.
 *   <li>Clock: lowest mark over all sources, per cluster, in the store of marks.
 *   <li>Late rule: rows for a closed window are counted and dropped.
 *   <li>Questions: answered four times a second, by the wall clock; they change nothing.
 *   <li>Restart: state comes back from the changelog as of the last commit, with the input from there on. What
 *       cannot be read ends the task before it begins.
 * </ul>
 */
final class FleetProcessor implements Processor<String, FleetMessage, String, FleetOutput>, FleetStage.Sink {
    private static final Duration ANSWER_EVERY = Duration.ofMillis(250);

    private final TopologySettings settings;
    private final TopologyListener listener;
    private ProcessorContext<String, FleetOutput> context;
    private final FleetQuestions questions;
    private FleetQuestions.Desk desk;
    private FleetStage stage;
    private WriteBehindStore<ClusterMarks> marks;
    private int partition;

    FleetProcessor(TopologySettings settings, TopologyListener listener, FleetQuestions questions) {
        this.settings = settings;
        this.listener = listener;
        this.questions = questions;
    }

    @Override
    public void init(ProcessorContext<String, FleetOutput> processorContext) {
        context = processorContext;
        partition = processorContext.taskId().partition();
        Stream.of(Stores.MARKS, Stores.PARTIALS, Stores.HISTORIES, Stores.KEYS, Stores.SIGHTS)
                .<WriteBehindStore<?>>map(processorContext::getStateStore)
                .forEach(WriteBehindStore::check);
        marks = processorContext.getStateStore(Stores.MARKS);
        stage = new FleetStage(
                settings.partitions(),
                new SignalCatalog(settings.signals()),
                settings.engine(),
                settings.ruleSettings(),
                settings.rule(),
                new FleetStates(
                        marks,
                        processorContext.getStateStore(Stores.PARTIALS),
                        processorContext.getStateStore(Stores.HISTORIES),
                        processorContext.getStateStore(Stores.KEYS),
                        processorContext.getStateStore(Stores.SIGHTS)),
                this,
                new Meter(processorContext.metrics(), processorContext.taskId().toString(), listener));
        desk = questions.open(partition);
        processorContext.schedule(
                ANSWER_EVERY, PunctuationType.WALL_CLOCK_TIME, nowMs -> desk.answer(stage::nodeChanges));
    }

    @Override
    public void process(Record<String, FleetMessage> record) {
        if (record.value() instanceof Rows rows) {
            stage.on(rows.partial());
        } else if (record.value() instanceof Snapshot snapshot) {
            stage.onSnapshot(snapshot.workload(), snapshot.windowEndMs());
        } else if (record.value() instanceof Mark mark) {
            stage.onMark(mark.cluster(), mark.source(), mark.doneToMs());
            listener.closed(partition, mark.cluster(), marks.get(mark.cluster()).closedToMs());
        } else if (record.value() instanceof Silence silence
                && SilenceWatch.isFresh(
                        record.timestamp(), settings.engine().graceMs(), context.currentSystemTimeMs())) {
            stage.onSilence(silence.source(), silence.heardOf());
        }
    }

    @Override
    public void rate(VersionRate rate) {
        listener.rate(partition, rate);
        context.forward(new Record<>(
                rate.key().key(), new FleetOutput.Rate(rate), rate.window().endMs()));
    }

    @Override
    public void anomaly(Anomaly anomaly) {
        listener.anomaly(anomaly);
        context.forward(new Record<>(anomaly.id(), new FleetOutput.Change(anomaly), anomaly.atMs()));
    }

    @Override
    public void assessed(SignalKey key, String version, long windowEndMs, Assessment assessment) {
        listener.judged();
    }

    @Override
    public void close() {
        if (desk != null) { // not where the start failed
            desk.close();
        }
        listener.left(partition);
    }
}
