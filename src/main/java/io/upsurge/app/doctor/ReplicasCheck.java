package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.InputsView;
import io.upsurge.app.doctor.look.Look;
import io.upsurge.app.doctor.look.Records;
import io.upsurge.app.doctor.look.TopicsView.Topic;
import java.util.ArrayList;
import java.util.List;

/** Whether topics can be written and read: leaders, replicas in sync, the size of a record. */
final class ReplicasCheck implements Check {
    private static final int NEAR = 2;

    @Override
    public Group group() {
        return Group.TOPICS;
    }

    @Override
    public String name() {
        return "replicas and sizes";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        List<Finding> findings = new ArrayList<>();
        seen.topics().get().topics().forEach((name, topic) -> {
            replicas(name, topic, findings);
            if (seen.inputs() instanceof Look.Seen<InputsView> inputs) {
                size(seen, name, topic, inputs.value().read().get(name), findings);
            }
        });
        return findings;
    }

    private static void replicas(String name, Topic topic, List<Finding> findings) {
        if (topic.leaderless() > 0) {
            findings.add(Diagnosis.TOPIC_LEADERLESS.at(
                    name,
                    topic.leaderless() + " of " + topic.partitions() + " partitions have no leader",
                    "start the brokers that hold them"));
        } else if (topic.fewestInSync() < topic.minInSync()) {
            findings.add(Diagnosis.MIN_ISR_UNMET.at(
                    name,
                    "min.insync.replicas is " + topic.minInSync() + ", in sync are " + topic.fewestInSync(),
                    "start the brokers that are missing, or lower min.insync.replicas"));
        } else if (topic.fewestInSync() < topic.replicas()) {
            findings.add(Diagnosis.UNDER_REPLICATED.at(
                    name,
                    topic.fewestInSync() + " of " + topic.replicas() + " replicas are in sync",
                    "start the brokers that are missing, or wait until they have caught up"));
        } else if (topic.minInSync() == topic.replicas() && topic.replicas() > 1) {
            findings.add(Diagnosis.MIN_ISR_TIGHT.at(
                    name,
                    "min.insync.replicas is " + topic.minInSync() + " of " + topic.replicas() + " replicas",
                    "lower min.insync.replicas to " + (topic.replicas() - 1) + ", or add a replica"));
        }
    }

    private static void size(Examination seen, String name, Topic topic, Records read, List<Finding> findings) {
        if (read != null && topic.maxMessageBytes() > 0 && read.largestBytes() > topic.maxMessageBytes() / NEAR) {
            findings.add(Diagnosis.MESSAGE_SIZE.at(
                    name,
                    "the largest record has " + read.largestBytes() + " bytes before compression, max.message.bytes is "
                            + topic.maxMessageBytes(),
                    "kafka-configs.sh --bootstrap-server " + seen.bootstrap() + " --alter --topic " + name
                            + " --add-config max.message.bytes=" + Math.max(2L * topic.maxMessageBytes(), 4L << 20)
                            + ", or keep fewer series"));
        }
    }
}
