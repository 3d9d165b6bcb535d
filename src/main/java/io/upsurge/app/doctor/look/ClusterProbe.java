package io.upsurge.app.doctor.look;

import io.upsurge.app.doctor.look.ClusterView.Broker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** Asks a cluster for its brokers, and each of them for a sign of life, at the address it tells clients. */
public final class ClusterProbe {
    private final Admin admin;

    /**
     * A probe.
     *
     * @param admin client of the cluster; not closed here
     */
    public ClusterProbe(Admin admin) {
        this.admin = admin;
    }

    /**
     * Looks at the cluster.
     *
     * @throws ExecutionException if the cluster does not answer or refuses to
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public ClusterView look() throws ExecutionException, InterruptedException {
        DescribeClusterResult described = admin.describeCluster();
        Collection<Node> nodes = described.nodes().get();
        Optional<Integer> controller = Optional.ofNullable(
                        described.controller().get())
                .filter(node -> !node.isEmpty())
                .map(Node::id);
        return new ClusterView(brokers(nodes), controller, metadataVersion());
    }

    private List<Broker> brokers(Collection<Node> nodes) throws InterruptedException {
        Map<Integer, KafkaFuture<?>> answers = new HashMap<>();
        for (Node node : nodes) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
            answers.put(node.id(), admin.describeConfigs(List.of(resource)).all());
        }
        List<Broker> brokers = new ArrayList<>();
        for (Node node : nodes) {
            String address = node.host() + ":" + node.port();
            brokers.add(new Broker(node.id(), address, silence(address, answers.get(node.id()))));
        }
        return brokers;
    }

    /** A refusal is an answer too. */
    private static Optional<String> silence(String address, KafkaFuture<?> answer) throws InterruptedException {
        try {
            answer.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (Trouble.of(e) != Trouble.SILENT) {
                return Optional.empty();
            }
            return Wire.obstacle(address).or(() -> Optional.of("accepts connections, but does not answer"));
        }
    }

    private int metadataVersion() throws InterruptedException {
        try {
            FinalizedVersionRange range = admin.describeFeatures()
                    .featureMetadata()
                    .get()
                    .finalizedFeatures()
                    .get("metadata.version");
            return range == null ? 0 : range.maxVersionLevel();
        } catch (ExecutionException e) {
            return 0;
        }
    }
}
