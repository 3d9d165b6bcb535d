package io.upsurge.app.doctor;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.doctor.look.GroupView;
import io.upsurge.app.doctor.look.Look;
import io.upsurge.app.doctor.look.TopicsView;
import io.upsurge.app.doctor.look.TopicsView.Topic;
import io.upsurge.app.doctor.look.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;

/** What this principal may do with topics, consumer group and transactions, and what {@code run} and inputs need. */
final class PermissionsCheck implements Check {
    @Override
    public Group group() {
        return Group.KAFKA;
    }

    @Override
    public String name() {
        return "permissions";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        TopicsView topics = seen.topics().get();
        UpsurgeConfig.Topics names = seen.config().topics();
        List<Finding> findings = new ArrayList<>();
        List<Need> run = missing(Need.ofRun(names), topics);
        if (!run.isEmpty()) {
            findings.add(Diagnosis.RUN_NOT_PERMITTED.at("run", "may not " + words(run), commands(seen, run)));
        }
        List<Need> ingest = missing(Need.ofIngest(names), topics);
        if (!ingest.isEmpty()) {
            findings.add(Diagnosis.INGEST_NOT_PERMITTED.at(
                    "ingest, watch, scrape", "may not " + words(ingest), commands(seen, ingest)));
        }
        findings.addAll(pipeline(seen));
        if (findings.isEmpty()) {
            findings.add(Diagnosis.PERMISSIONS.at("run, ingest, watch, scrape", "may do all they need"));
        }
        return findings;
    }

    private static List<Finding> pipeline(Examination seen) {
        String id = seen.config().pipeline().applicationId();
        List<Finding> findings = new ArrayList<>();
        if (seen.group() instanceof Look.Unseen<GroupView> unseen) {
            if (unseen.trouble() == Trouble.PERMISSION) {
                findings.add(
                        Diagnosis.RUN_NOT_PERMITTED.at("group " + id, unseen.why(), acl(seen, "Read --group " + id)));
            }
            return findings;
        }
        GroupView group = seen.group().get();
        if (!group.allowed().isEmpty() && !group.allowed().contains(AclOperation.READ)) {
            findings.add(Diagnosis.RUN_NOT_PERMITTED.at(
                    "group " + id, "may not Read the consumer group", acl(seen, "Read --group " + id)));
        }
        group.transactionsRefused()
                .ifPresent(why -> findings.add(Diagnosis.RUN_NOT_PERMITTED.at(
                        "transactions " + id + "-*",
                        why,
                        acl(
                                seen,
                                "Write --operation Describe --transactional-id " + id
                                        + " --resource-pattern-type prefixed"))));
        return findings;
    }

    /** A topic of which nothing is known is no topic that may not be used. */
    private static List<Need> missing(List<Need> needs, TopicsView topics) {
        return needs.stream()
                .filter(need -> {
                    Topic topic = topics.topics().get(need.topic());
                    return topic != null
                            && !topic.allowed().isEmpty()
                            && !topic.allowed().contains(need.operation());
                })
                .toList();
    }

    private static String words(List<Need> needs) {
        return needs.stream().map(Need::toString).collect(Collectors.joining(", "));
    }

    private static String commands(Examination seen, List<Need> needs) {
        return needs.stream()
                .map(need -> acl(seen, Need.word(need.operation()) + " --topic " + need.topic()))
                .collect(Collectors.joining("; "));
    }

    static String acl(Examination seen, String operation) {
        return "kafka-acls.sh --bootstrap-server " + seen.bootstrap()
                + " --add --allow-principal User:NAME --operation " + operation;
    }
}
