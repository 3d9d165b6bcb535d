package io.upsurge.app.embedded;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings of a broker that is alone, on loopback, and mostly idle. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    static final String HOST = "127.0.0.1";

    private BrokerSettings() {}

    /** The address of {@link #HOST}. */
    static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv4 address has four bytes", e);
        }
    }

    /**
     * The settings under their Kafka names.
     *
     * @param logs folder of the logs
     * @param ports where to listen
     */
    static Map<String, String> of(Path logs, Ports ports) {
        Map<String, String> settings = new HashMap<>();
        settings.putAll(identity(logs, ports));
        settings.putAll(SINGLE_REPLICAS);
        settings.putAll(NO_WAITING);
        settings.putAll(SMALL);
        return settings;
    }

    private static Map<String, String> identity(Path logs, Ports ports) {
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                String.valueOf(NODE_ID),
                "log.dirs",
                logs.toString(),
                "controller.quorum.voters",
                NODE_ID + "@" + HOST + ":" + ports.controller(),
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "inter.broker.listener.name",
                "PLAINTEXT",
                "listeners",
                "PLAINTEXT://" + HOST + ":" + ports.client() + "," + CONTROLLER_LISTENER + "://" + HOST + ":"
                        + ports.controller(),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "auto.create.topics.enable",
                "false");
    }

    private static final Map<String, String> SINGLE_REPLICAS = singleReplicas();

    private static Map<String, String> singleReplicas() {
        Map<String, String> settings = new HashMap<>();
        for (String topic : List.of("offsets.topic.", "transaction.state.log.", "share.coordinator.state.topic.")) {
            settings.put(topic + "num.partitions", "1");
            settings.put(topic + "replication.factor", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        return settings;
    }

    /**
     * A group of one process need not wait for others; a transaction left open by a killed process ends soon; and a broker
     * that was killed may start again as soon as its old session is over.
     */
    private static final Map<String, String> NO_WAITING = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "group.streams.initial.rebalance.delay.ms", "0",
            "group.streams.min.heartbeat.interval.ms", "500",
            "group.streams.heartbeat.interval.ms", "500",
            "group.min.session.timeout.ms", "1000",
            "transaction.max.timeout.ms", "900000",
            "broker.heartbeat.interval.ms", "1000",
            "broker.session.timeout.ms", "5000",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");

    /** Few threads and buffers, rare housekeeping. */
    private static final Map<String, String> SMALL = Map.of(
            "num.network.threads", "1",
            "num.io.threads", "2",
            "background.threads", "2",
            "log.cleaner.dedupe.buffer.size", "2097152",
            "metadata.max.idle.interval.ms", "0",
            "metric.reporters", "");
}
