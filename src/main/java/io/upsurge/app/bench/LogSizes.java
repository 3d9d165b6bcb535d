package io.upsurge.app.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** How many bytes the topics of one prefix take on the broker's disk. */
final class LogSizes {
    private final Admin admin;
    private final String prefix;

    /** What a topic is for. */
    enum Kind {
        SAMPLES("samples"),
        ROLLOUTS("rollouts"),
        VERSION_RATES("version-rates"),
        ANOMALIES("anomalies, anomalies-open"),
        PARTIALS("partials (repartition)"),
        CHANGELOGS("changelogs"),
        KAFKA("offsets, transactions");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /**
     * Sizes.
     *
     * @param admin asks the broker; not closed here
     * @param prefix what the names of all topics begin with but Kafka's own
     */
    LogSizes(Admin admin, String prefix) {
        this.admin = admin;
        this.prefix = prefix;
    }

    /** The present sizes, bytes. */
    Map<Kind, Long> now() {
        try {
            List<Integer> brokers = admin.describeCluster().nodes().get().stream()
                    .map(node -> node.id())
                    .toList();
            Map<Kind, Long> sizes = new EnumMap<>(Kind.class);
            admin.describeLogDirs(brokers).allDescriptions().get().values().forEach(dirs -> dirs.values()
                    .forEach(dir -> dir.replicaInfos().forEach((partition, replica) -> {
                        if (isOurs(partition.topic())) {
                            sizes.merge(kind(partition.topic()), replica.size(), Long::sum);
                        }
                    })));
            return sizes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not tell the sizes of its logs", e);
        }
    }

    private boolean isOurs(String topic) {
        return topic.startsWith(prefix) || topic.startsWith("__");
    }

    private Kind kind(String topic) {
        if (topic.startsWith("__")) {
            return Kind.KAFKA;
        }
        if (topic.endsWith("-changelog")) {
            return Kind.CHANGELOGS;
        }
        if (topic.endsWith("-repartition")) {
            return Kind.PARTIALS;
        }
        return switch (topic.substring(prefix.length())) {
            case ".samples" -> Kind.SAMPLES;
            case ".rollouts" -> Kind.ROLLOUTS;
            case ".version-rates" -> Kind.VERSION_RATES;
            default -> Kind.ANOMALIES;
        };
    }
}
