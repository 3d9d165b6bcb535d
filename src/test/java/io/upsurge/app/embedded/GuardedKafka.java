package io.upsurge.app.embedded;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/**
 * A Kafka that knows its clients by SASL/PLAIN, and permits each what its ACLs say and nothing else. There is a second listener,
 * for the broker itself and for whoever sets up a test; it permits everything.
 */
public final class GuardedKafka implements AutoCloseable {
    private final DataFolder folder;
    private final KafkaRaftServer server;
    private final Ports open;
    private final Ports guarded;

    private GuardedKafka(DataFolder folder, KafkaRaftServer server, Ports open, Ports guarded) {
        this.folder = folder;
        this.server = server;
        this.open = open;
        this.guarded = guarded;
    }

    /**
     * Starts one in a temporary folder.
     *
     * @param users names of those whom it knows
     */
    public static GuardedKafka start(Collection<String> users) {
        DataFolder folder = DataFolder.temporary();
        folder.format(BrokerSettings.NODE_ID, BrokerSettings.CONTROLLER_LISTENER);
        Ports open = Ports.free();
        Ports guarded = Ports.free();
        Map<String, String> settings = new HashMap<>(BrokerSettings.of(folder.logs(), open));
        settings.put(
                "listeners",
                settings.get("listeners") + ",SASL_PLAINTEXT://" + BrokerSettings.HOST + ':' + guarded.client());
        settings.put(
                "listener.security.protocol.map",
                settings.get("listener.security.protocol.map") + ",SASL_PLAINTEXT:SASL_PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        StringBuilder module = new StringBuilder("org.apache.kafka.common.security.plain.PlainLoginModule required");
        users.forEach(user -> module.append(" user_" + user + "=\"" + password(user) + '"'));
        settings.put("listener.name.sasl_plaintext.plain.sasl.jaas.config", module + ";");
        settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
        settings.put("super.users", "User:ANONYMOUS");
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server.startup();
        return new GuardedKafka(folder, server, open, guarded);
    }

    /** Settings of a client that may do everything. */
    public Map<String, Object> unguarded() {
        return Map.of("bootstrap.servers", BrokerSettings.HOST + ':' + open.client());
    }

    /** Settings of the clients of a user. */
    public Map<String, String> settings(String user) {
        return settings(user, password(user));
    }

    /** As above, with a password that may be wrong. */
    public Map<String, String> settings(String user, String password) {
        return Map.of(
                "kafka.bootstrap.servers",
                BrokerSettings.HOST + ':' + guarded.client(),
                "kafka.security.protocol",
                "SASL_PLAINTEXT",
                "kafka.sasl.mechanism",
                "PLAIN",
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
    }

    private static String password(String user) {
        return "password of " + user;
    }

    /** Permits these, and no longer anything else. */
    public void permit(List<AclBinding> acls) throws Exception {
        try (Admin admin = Admin.create(unguarded())) {
            admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
            admin.createAcls(acls).all().get();
        }
    }

    @Override
    public void close() {
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            folder.close();
        }
    }
}
