package io.upsurge.app.embedded;

import java.nio.file.Path;
import java.util.function.Supplier;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker with its controller in this process: the production code of Kafka, on loopback only, without
 * authentication. Topics are not created by using them. Not for production: if its disk fails, the broker ends the whole
 * process. Whoever starts it closes it, also when the process is interrupted; otherwise a temporary folder stays behind.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final int ATTEMPTS = 5;

    private final DataFolder folder;
    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private boolean closed;

    private EmbeddedKafka(DataFolder folder, KafkaRaftServer server, int port) {
        this.folder = folder;
        this.server = server;
        this.bootstrapServers = BrokerSettings.HOST + ":" + port;
    }

    /**
     * Starts a broker on a free port, in a temporary folder that is deleted on close. Returns when clients can use it.
     *
     * @throws EmbeddedKafkaException if it cannot start
     */
    public static EmbeddedKafka startTemporary() {
        return start(DataFolder.temporary(), Ports::free);
    }

    /**
     * Starts a broker on a free port, in a folder that is kept: a later start finds topics, records and cluster id again.
     * Returns when clients can use it.
     *
     * @param dataDir the folder, created when missing
     * @throws EmbeddedKafkaException if it cannot start, or another broker uses the folder
     */
    public static EmbeddedKafka start(Path dataDir) {
        return start(DataFolder.kept(dataDir), Ports::free);
    }

    /**
     * As {@link #start(Path)}, on a given port.
     *
     * @param dataDir the folder, created when missing
     * @param port port of the clients, 1 to 65535
     * @throws EmbeddedKafkaException if it cannot start, the port is taken, or another broker uses the folder
     */
    public static EmbeddedKafka start(Path dataDir, int port) {
        return start(DataFolder.kept(dataDir), () -> Ports.withClient(port));
    }

    /** Starts a broker, asking for ports again when one was taken in between. */
    static EmbeddedKafka start(DataFolder folder, Supplier<Ports> ports) {
        try {
            folder.format(BrokerSettings.NODE_ID, BrokerSettings.CONTROLLER_LISTENER);
            return attempt(folder, ports);
        } catch (RuntimeException e) {
            try {
                folder.close();
            } catch (EmbeddedKafkaException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private static EmbeddedKafka attempt(DataFolder folder, Supplier<Ports> ports) {
        for (int attempt = 1; ; attempt++) {
            Ports chosen = ports.get();
            KafkaRaftServer server =
                    new KafkaRaftServer(new KafkaConfig(BrokerSettings.of(folder.logs(), chosen)), Time.SYSTEM);
            try {
                startWithoutEndingTheProcess(server);
                return new EmbeddedKafka(folder, server, chosen.client());
            } catch (RuntimeException e) {
                stop(server, e);
                if (chosen.areFree() || attempt == ATTEMPTS) {
                    throw new EmbeddedKafkaException("the embedded broker did not start: " + e.getMessage(), e);
                }
                LOG.warn("Another process took a port of the embedded broker while it started; trying other ports");
            }
        }
    }

    /** A broker that cannot start ends the process; while it starts, that becomes an exception instead. */
    private static void startWithoutEndingTheProcess(KafkaRaftServer server) {
        synchronized (EmbeddedKafka.class) {
            Exit.Procedure refusal = (status, message) -> {
                throw new EmbeddedKafkaException("the broker wanted to end the process with status " + status);
            };
            Exit.setExitProcedure(refusal);
            Exit.setHaltProcedure(refusal);
            try {
                server.startup();
            } finally {
                Exit.resetExitProcedure();
                Exit.resetHaltProcedure();
            }
        }
    }

    private static void stop(KafkaRaftServer server, RuntimeException reason) {
        try {
            server.shutdown();
            server.awaitShutdown();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    /** Where clients connect, {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The folder the data is in. */
    public Path dataDir() {
        return folder.root();
    }

    /**
     * Stops the broker, releases its ports and deletes a temporary folder. Does nothing the second time.
     *
     * @throws EmbeddedKafkaException if a temporary folder cannot be deleted
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            folder.close();
        }
    }
}
