package io.upsurge.app.doctor;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.doctor.look.TopicsView;
import io.upsurge.app.topics.TopicDifference;
import io.upsurge.app.topics.TopicPlan;
import java.util.ArrayList;
import java.util.List;

/** Whether the topics are there and as planned. */
final class TopicsCheck implements Check {
    @Override
    public Group group() {
        return Group.TOPICS;
    }

    @Override
    public String name() {
        return "topics";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        TopicsView topics = seen.topics().get();
        List<Finding> findings = new ArrayList<>();
        List<String> names = TopicPlan.of(seen.config().topics()).names();
        for (String name : names) {
            if (topics.hidden().containsKey(name)) {
                findings.add(Diagnosis.TOPIC_HIDDEN.at(
                        name, topics.hidden().get(name), PermissionsCheck.acl(seen, "Describe --topic " + name)));
            } else if (!topics.topics().containsKey(name)) {
                findings.add(Diagnosis.TOPIC_MISSING.at(
                        name, "there is no such topic", "upsurge topics create, with the same configuration"));
            }
        }
        topics.differences().stream()
                .filter(difference -> !difference.isMissingTopic() && !isSaidElsewhere(difference, topics))
                .forEach(difference -> findings.add(finding(seen, difference)));
        topics.settingsHidden()
                .ifPresent(why -> findings.add(Diagnosis.SETTINGS_HIDDEN.at(
                        seen.config().topics().prefix() + "*",
                        why,
                        PermissionsCheck.acl(
                                seen,
                                "DescribeConfigs --topic "
                                        + seen.config().topics().prefix() + " --resource-pattern-type prefixed"))));
        if (findings.isEmpty()) {
            findings.add(Diagnosis.TOPICS_FINE.at(
                    seen.config().topics().prefix() + "*", "all " + names.size() + " topics are as planned"));
        }
        return findings;
    }

    /** That partitions differ from the plan is said by the error that they differ between both inputs. */
    private static boolean isSaidElsewhere(TopicDifference difference, TopicsView topics) {
        return difference.severity() == TopicDifference.Severity.WARNING
                && topics.differences().stream()
                        .anyMatch(other -> other.severity() == TopicDifference.Severity.ERROR
                                && !other.isMissingTopic()
                                && other.topic().equals(difference.topic())
                                && other.setting().equals(difference.setting()));
    }

    private static Finding finding(Examination seen, TopicDifference difference) {
        String topic = difference.topic();
        String what = difference.setting() + " is " + difference.is() + ", should be " + difference.shouldBe();
        return switch (difference.setting()) {
            case "partitions" -> partitions(seen, difference, what);
            case "replication factor" ->
                Diagnosis.TOPIC_NOT_AS_PLANNED.at(
                        topic,
                        what,
                        "kafka-reassign-partitions.sh, or --set topics.replication-factor=" + difference.is());
            case "cleanup.policy" ->
                (keepsNewestOnly(seen.config().topics(), difference)
                                ? Diagnosis.TOPIC_COMPACTED
                                : Diagnosis.TOPIC_NOT_AS_PLANNED)
                        .at(topic, what, alter(seen, difference));
            case "message.timestamp.type" -> Diagnosis.TOPIC_TIMESTAMPS.at(topic, what, alter(seen, difference));
            case "retention.ms" -> Diagnosis.TOPIC_RETENTION.at(topic, retention(difference), alter(seen, difference));
            default -> Diagnosis.TOPIC_NOT_AS_PLANNED.at(topic, what, alter(seen, difference));
        };
    }

    private static Finding partitions(Examination seen, TopicDifference difference, String what) {
        if (difference.severity() == TopicDifference.Severity.ERROR) {
            return Diagnosis.PARTITIONS_UNEQUAL.at(
                    difference.topic(),
                    what,
                    kafka(seen, "kafka-topics.sh") + " --delete --topic " + difference.topic()
                            + ", then upsurge topics create --set topics.partitions="
                            + difference.shouldBe().replaceAll(",.*", "") + "; the watcher tells all versions anew");
        }
        return Diagnosis.TOPIC_NOT_AS_PLANNED.at(
                difference.topic(),
                what,
                "--set topics.partitions=" + difference.is()
                        + "; partitions that hold records cannot be changed in place");
    }

    private static boolean keepsNewestOnly(UpsurgeConfig.Topics topics, TopicDifference difference) {
        return difference.is().contains("compact") && !difference.topic().equals(topics.anomaliesOpen());
    }

    private static String retention(TopicDifference difference) {
        return "retention.ms is " + days(difference.is()) + ", should be " + days(difference.shouldBe());
    }

    private static String days(String ms) {
        try {
            long number = Long.parseLong(ms);
            return number < 0 ? "without end" : Words.duration(number);
        } catch (NumberFormatException e) {
            return ms;
        }
    }

    private static String alter(Examination seen, TopicDifference difference) {
        return kafka(seen, "kafka-configs.sh") + " --alter --topic " + difference.topic() + " --add-config "
                + difference.setting() + "=" + difference.shouldBe();
    }

    private static String kafka(Examination seen, String tool) {
        return tool + " --bootstrap-server " + seen.bootstrap();
    }
}
