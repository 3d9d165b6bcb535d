package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.ClusterView;
import io.upsurge.app.doctor.look.ClusterView.Broker;
import io.upsurge.app.doctor.look.Look;
import io.upsurge.app.doctor.look.Trouble;
import io.upsurge.app.doctor.look.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether Kafka answers, at the addresses that are configured and at those that it advertises. */
final class BrokersCheck implements Check {
    @Override
    public Group group() {
        return Group.KAFKA;
    }

    @Override
    public String name() {
        return "brokers";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        if (seen.cluster() instanceof Look.Unseen<ClusterView> unseen) {
            return List.of(unreachable(seen.bootstrap(), unseen));
        }
        ClusterView cluster = seen.cluster().get();
        List<Finding> findings = new ArrayList<>();
        for (Broker broker : cluster.brokers()) {
            broker.silence()
                    .ifPresent(why -> findings.add(Diagnosis.BROKER_SILENT.at(
                            broker.address(),
                            "broker " + broker.id() + " is said to be there, but from here: " + why,
                            "set advertised.listeners of broker " + broker.id()
                                    + " to an address that resolves and is open here, or open the way to "
                                    + broker.address())));
        }
        if (cluster.controller().isEmpty()) {
            findings.add(Diagnosis.NO_CONTROLLER.at(
                    seen.bootstrap(), "the cluster names no controller", "look at the logs of the controllers"));
        }
        int brokers = cluster.brokers().size();
        int replicas = seen.config().topics().replicationFactor();
        if (replicas > brokers) {
            findings.add(Diagnosis.TOO_FEW_BROKERS.at(
                    "topics.replication-factor",
                    "is " + replicas + ", but there " + (brokers == 1 ? "is " : "are ")
                            + Words.count(brokers, "broker"),
                    "--set topics.replication-factor=" + brokers + ", or start more brokers"));
        }
        if (cluster.answering() == brokers) {
            findings.add(Diagnosis.BROKERS.at(
                    cluster.brokers().stream().map(Broker::address).collect(Collectors.joining(",")),
                    Words.count(brokers, "broker") + (brokers == 1 ? " answers" : " answer") + version(cluster)));
        }
        return findings;
    }

    private static String version(ClusterView cluster) {
        return cluster.metadataVersion() == 0 ? "" : ", metadata.version level " + cluster.metadataVersion();
    }

    private static Finding unreachable(String bootstrap, Look.Unseen<ClusterView> unseen) {
        if (unseen.trouble() == Trouble.SILENT) {
            String obstacles = Stream.of(bootstrap.split(","))
                    .map(String::strip)
                    .map(address -> address + ": "
                            + Wire.obstacle(address)
                                    .orElse("accepts connections, but does not speak Kafka as configured"))
                    .collect(Collectors.joining("; "));
            return Diagnosis.KAFKA_SILENT.at(
                    bootstrap,
                    obstacles,
                    "set kafka.bootstrap.servers to where Kafka is; if it is there, kafka.security.protocol"
                            + " to what that listener speaks");
        }
        if (unseen.trouble() == Trouble.CREDENTIALS) {
            return Diagnosis.KAFKA_CREDENTIALS.at(
                    bootstrap,
                    unseen.why(),
                    "set kafka.sasl.mechanism and kafka.sasl.jaas.config, or kafka.ssl.*, to what the broker knows");
        }
        return Diagnosis.KAFKA_REFUSES.at(
                bootstrap,
                unseen.why(),
                "correct the section kafka of the configuration; `upsurge config print` shows it");
    }
}
